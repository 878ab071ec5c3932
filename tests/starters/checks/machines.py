"""Runs state machines of CloudFormation templates in moto, which reads the language and plays SageMaker and SNS.

It checks each request against AWS's own description of the service.  JSONata is evaluated by jsonata-python in place of
moto's Java, and a job is over as soon as it is created: moto has no ``.sync``.  Single tasks may be answered by the test.
"""

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import boto3
import jsonata
import limits
from cfnlint.decode.cfn_yaml import load as read_template
from moto import mock_aws
from moto.stepfunctions.parser.asl.jsonata import jsonata as evaluator
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker
from moto.stepfunctions.parser.mocking.mock_config import (
    MockedResponseReturn,
    MockedResponseThrow,
    MockTestCase,
    StateMockedResponses,
)

limits.enforce()
os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
BUCKET, ROLE, TOPIC = "bucket", "arn:aws:iam::123456789012:role/any", "arn:aws:sns:eu-west-1:123456789012:failures"
evaluator._eval_jsonata = lambda expression: jsonata.Jsonata(expression).evaluate(None)
Answer = object  # what a task returns, or an Error that it ends with


class Error(Exception):
    """A task that fails, by the name of its error."""


def machine(template: Path, name: str, **values: str) -> dict[str, Any]:
    """The definition of a state machine, with what the template would put into it."""
    properties = read_template(str(template))["Resources"][name]["Properties"]
    text = json.dumps(properties["Definition"])
    usual = {"Bucket": BUCKET, "JobRole": ROLE, "Failures": TOPIC, "Image": "image"}
    given = {key: (usual | values)[key] for key in properties["DefinitionSubstitutions"]}
    for key, value in given.items():
        text = text.replace("${" + key + "}", value)
    assert not re.search(r"\$\{\w+\}", text), "a value is not given to the machine"
    return json.loads(text)


def run(
    definition: Mapping[str, Any], answers: Mapping[str, list[Answer]] = MappingProxyType({}), given: str = "{}"
) -> tuple[str, list[str], str]:
    """How an execution ends, the states that it entered, and the cause of a failure.

    ``answers`` are those of single tasks, in their order.
    """
    with aws():
        return ended(start(definition, answers, given))


@contextmanager
def aws() -> Iterator[None]:
    """AWS as moto plays it, with a topic for failures."""
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        boto3.client("sns").create_topic(Name="failures")
        yield


def start(
    definition: Mapping[str, Any], answers: Mapping[str, list[Answer]] = MappingProxyType({}), given: str = "{}"
) -> str:
    """The ARN of an execution that has begun; the first one of a machine is called run-1."""
    case = MockTestCase("machine", "case", [_mocked(*each) for each in answers.items()])
    ExecutionWorker._mock_test_case = property(lambda _: case, lambda *_: None)
    client = boto3.client("stepfunctions")
    fast = re.sub(r'"IntervalSeconds": \d+', '"IntervalSeconds": 1', json.dumps(definition))
    fast = re.sub(r":::sagemaker:(\w+)\.sync", r":::aws-sdk:sagemaker:\1", fast)
    name = f"machine-{len(client.list_state_machines()['stateMachines'])}"
    made = client.create_state_machine(name=name, definition=fast, roleArn=ROLE)
    return client.start_execution(stateMachineArn=made["stateMachineArn"], name="run-1", input=given)["executionArn"]


def ended(execution: str) -> tuple[str, list[str], str]:
    """As ``run``, of an execution that was started."""
    client = boto3.client("stepfunctions")
    while (told := client.describe_execution(executionArn=execution))["status"] == "RUNNING":
        time.sleep(0.1)
    events = client.get_execution_history(executionArn=execution, maxResults=1000)["events"]
    entered = [event["stateEnteredEventDetails"]["name"] for event in events if "stateEnteredEventDetails" in event]
    return told["status"], entered, told.get("cause", "")


def _mocked(state: str, answers: list[Answer]) -> StateMockedResponses:
    responses = [
        MockedResponseThrow(place, place, str(answer), "said by the test")
        if isinstance(answer, Error)
        else MockedResponseReturn(place, place, answer)
        for place, answer in enumerate(answers)
    ]
    return StateMockedResponses(state, state, responses)
