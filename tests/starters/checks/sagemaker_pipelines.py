"""The SDK builds both definitions, and each step's request is what AWS's own description of the service accepts.

The steps that are functions are run as in their containers: by the SDK's own start program, from what lies in S3.
"""

import json
import os
import runpy
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import boto3
import moto
from limits import REFERENCE, refused

os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
os.environ |= {"IMAGE": "image", "ROLE": "arn:aws:iam::123456789012:role/job", "BUCKET": "bucket"}
FOLDER = Path("docs/starters/sagemaker_pipelines")
OPERATIONS = {
    "Processing": "CreateProcessingJob", "RegisterModel": "CreateModelPackage", "Training": "CreateTrainingJob",
    "Model": "CreateModel", "EndpointConfig": "CreateEndpointConfig", "Endpoint": "CreateEndpoint",
}  # fmt: skip
GIVEN = {  # what the service adds to a request
    "CreateProcessingJob": {"ProcessingJobName": "the-service-names-it"},
    "CreateTrainingJob": {"TrainingJobName": "the-service-names-it"},
    "CreateModel": {"ModelName": "the-service-names-it"},
}


def said(value: Any) -> Any:
    """A request with each reference replaced by a text, as it is when the pipeline runs."""
    if isinstance(value, dict):
        return REFERENCE if value.keys() & {"Get", "Std:Join", "Std:JsonGet"} else {k: said(v) for k, v in value.items()}
    return [said(each) for each in value] if isinstance(value, list) else value


def inside(steps: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every step by name, those behind a condition too."""
    found = {}
    for step in steps:
        found[step["Name"]] = step
        branches = step["Arguments"] if step["Type"] == "Condition" else {}
        found |= inside(branches.get("IfSteps", []) + branches.get("ElseSteps", []))
    return found


def check(definition: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The steps of a definition, their requests validated."""
    service = boto3.client("sagemaker").meta.service_model
    steps = inside(definition["Steps"])
    for step in steps.values():
        if operation := OPERATIONS.get(step["Type"]):
            request = said(step["Arguments"]) | GIVEN.get(operation, {})
            wrong = refused(request, service.operation_model(operation).input_shape)
            assert not wrong, f"{step['Name']}: {wrong}"
    return steps


def filled(value: Any, known: dict[str, str]) -> Any:
    """A part of a definition with what it refers to; `known` has a run's parameters and the outputs of its steps."""
    if isinstance(value, list):
        return [filled(each, known) for each in value]
    if isinstance(value, dict) and "Get" in value:
        return known[value["Get"]]
    if isinstance(value, dict) and "Std:Join" in value:
        return value["Std:Join"]["On"].join(filled(value["Std:Join"]["Values"], known))
    return value


def run(steps: dict[str, dict[str, Any]], order: list[str], at_least: str) -> list[str]:
    """Starts the functions as their containers do, until one fails; the names of those that ended well."""
    from sagemaker.core.remote_function import errors, invoke_function

    errors.FAILURE_REASON_PATH = os.devnull  # a container has a place for the reason, this machine has not
    known = {"Execution.PipelineExecutionId": f"run-{at_least}", "Parameters.AtLeast": at_least}
    for done, name in enumerate(order):
        asked = steps[name]["Arguments"]
        os.environ |= asked["Environment"]
        known[f"Steps.{name}.OutputDataConfig.S3OutputPath"] = filled(asked["OutputDataConfig"]["S3OutputPath"], known)
        try:
            invoke_function.main(filled(asked["AlgorithmSpecification"]["ContainerArguments"], known))
        except SystemExit as end:
            if end.code:
                return order[:done]
    return order


def functions() -> None:
    """The form with `@step`: deployed to a make-believe account, then run there."""
    os.environ["JOB"] = str(Path("docs/starters/job").resolve())
    with moto.mock_aws():
        here = {"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]}
        boto3.client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration=here)
        statement = {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
        trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        boto3.client("iam").create_role(RoleName="job", AssumeRolePolicyDocument=trust)
        sys.argv[1:] = []
        runpy.run_path(str(FOLDER / "functions.py"), run_name="__main__")
        made = boto3.client("sagemaker").describe_pipeline(PipelineName="ml-job")
        steps = check(json.loads(made["PipelineDefinition"]))
        put = boto3.client("s3").list_objects_v2(Bucket="bucket", Prefix="runs/ml-job/Prepare")["Contents"]
        (before,) = [each["Key"] for each in put if each["Key"].endswith("pre_exec.sh")]
        commands = boto3.client("s3").get_object(Bucket="bucket", Key=before)["Body"].read().decode()
        assert f"sagemaker-mlops=={version('sagemaker-mlops')}" in commands, "image and keeper have one SDK"
        assert sorted(steps["Evaluate"]["DependsOn"]) == ["Forest", "Linear", "Prepare"]
        assert all(steps[kind]["DependsOn"] == ["Prepare"] for kind in ("Forest", "Linear")), "both kinds train at once"
        assert all("RetryPolicies" in step for step in steps.values())
        order = ["Prepare", "Forest", "Linear", "Evaluate", "Predict"]
        assert run(steps, order, "0.9") == order
        assert run(steps, order, "1.0") == order[:-1], "the gate stays open"


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER))
    import pipeline

    steps = check(json.loads(pipeline.pipeline().definition()))
    assert all(steps[kind]["DependsOn"] == ["Prepare"] for kind in ("Forest", "Linear")), "both kinds train at once"
    assert sorted(steps["Evaluate"]["DependsOn"]) == ["Forest", "Linear"]
    gate = steps["GoodEnough"]["Arguments"]
    assert [step["Type"] for step in gate["IfSteps"]] == ["RegisterModel"], gate["IfSteps"]
    assert [step["Type"] for step in gate["ElseSteps"]] == ["Fail"]
    assert all("RetryPolicies" in step for step in steps.values() if step["Type"] == "Processing")
    live = check(json.loads(pipeline.pipeline(endpoint=True).definition()))
    behind = [step["Type"] for step in live["GoodEnough"]["Arguments"]["IfSteps"]]
    assert behind == ["RegisterModel", "Model", "EndpointConfig", "Endpoint"], behind
    functions()
    print(
        "built by the SDK, each request valid for the API: jobs, registration, endpoint; both ways of the gate; "
        "the form with @step run from S3 (moto) by the SDK's start program: success, gate not reached"
    )
