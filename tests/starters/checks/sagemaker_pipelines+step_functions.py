"""Both directions of the callback, executed: the event's answer wakes the run, a failure fails it, nobody waits for ever."""

import json
import time
from pathlib import Path

import boto3
from machines import ROLE, Error, aws, ended, machine, run, start

HERE = Path("docs/starters/sagemaker_pipelines+step_functions")
TABLE = "waiting"


def release() -> str:
    definition = json.dumps(machine(HERE / "template.yaml", "Release"))
    made = boto3.client("stepfunctions").create_state_machine(name="after", definition=definition, roleArn=ROLE)
    return made["stateMachineArn"]


def waiting() -> dict[str, str] | None:
    """The run and the token that lie in the table, once they do."""
    items = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    return {name: text["S"] for name, text in items[0].items() if "S" in text} if items else None


def build(status: str, *, timeout: int = 60) -> tuple[str, list[str], str]:
    """How the machine ends that starts the pipeline, when the pipeline ends so; the empty status is no event at all."""
    with aws():
        key = [{"AttributeName": "run", "KeyType": "HASH"}]
        kind = [{"AttributeName": "run", "AttributeType": "S"}]
        client = boto3.client("dynamodb")
        client.create_table(TableName=TABLE, KeySchema=key, AttributeDefinitions=kind, BillingMode="PAY_PER_REQUEST")
        pipeline = {"PipelineName": "ml-job", "PipelineDefinition": '{"Steps": []}', "RoleArn": ROLE}
        boto3.client("sagemaker").create_pipeline(**pipeline, ClientRequestToken="x" * 32)
        definition = machine(HERE / "template.yaml", "Build", Waiting=TABLE, Release=release())
        definition["States"]["Wait"]["TimeoutSeconds"] = timeout
        execution = start(definition, {"Release": [{}]})
        while status and not waiting():
            time.sleep(0.1)
        if status:
            event = {"detail": {"pipelineExecutionArn": waiting()["run"], "currentPipelineExecutionStatus": status}}
            answer = machine(HERE / "template.yaml", "Answer", Waiting=TABLE)
            for state in (answer["States"][name] for name in ("Good", "Bad")):  # moto spells these as the API does
                state["Arguments"] = {name[0].lower() + name[1:]: said for name, said in state["Arguments"].items()}
            assert ended(start(answer, given=json.dumps(event)))[0] == "SUCCEEDED"
            event["detail"]["pipelineExecutionArn"] += "-by-hand"
            assert ended(start(answer, given=json.dumps(event)))[1][-1] == "Nobody waits"
        return ended(execution)


status, entered, cause = build("Succeeded")
assert (status, entered) == ("SUCCEEDED", ["Start", "Wait", "Release", "Done"]), (status, entered, cause)
for bad in ("Failed", "Stopped"):
    status, entered, cause = build(bad)
    assert (status, entered[-2:]) == ("FAILED", ["Tell", "Failed"]), (status, entered, cause)
    assert f"Pipeline{bad}" in cause, cause
status, entered, cause = build("", timeout=2)
assert (status, entered[-2:]) == ("FAILED", ["Tell", "Failed"]), (status, entered, cause)
assert "Timeout" in cause, cause

told = run(machine(HERE / "template.yaml", "Release"), given='{"run": "r"}')
assert told[:2] == ("SUCCEEDED", ["Ask"]), told

for work, last in (([{}], "Good"), ([Error("Work.Broken")], "Bad")):
    with aws():
        message = {"token": "t", "arguments": {"run": "r"}, "pipelineExecutionArn": "p"}
        reply = machine(HERE / "callback.yaml", "Reply", Work=release())
        answers = {"Work": work, last: [{}]}
        status, entered, cause = ended(start(reply, answers, json.dumps([{"body": json.dumps(message)}])))
        assert (status, entered[-1]) == ("SUCCEEDED", last), (status, entered, cause)
print("linted; executed by moto: success, failed, stopped, no event (time-out), a run by hand; the callback's both answers")
