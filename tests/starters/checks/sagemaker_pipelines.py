"""The SDK builds the definition, and each step's request is what AWS's own description of the service accepts."""

import json
import os
import sys
from typing import Any

import boto3
from botocore.validate import ParamValidator

os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
os.environ |= {"IMAGE": "image", "ROLE": "arn:aws:iam::123456789012:role/job", "BUCKET": "bucket"}
OPERATIONS = {"Processing": "CreateProcessingJob", "RegisterModel": "CreateModelPackage"}
GIVEN = {"CreateProcessingJob": {"ProcessingJobName": "the-service-names-it"}}  # what the service adds to a request


def said(value: Any) -> Any:
    """A request with each reference replaced by a text, as it is when the pipeline runs."""
    if isinstance(value, dict):
        return "text" if value.keys() & {"Get", "Std:Join", "Std:JsonGet"} else {k: said(v) for k, v in value.items()}
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
            report = ParamValidator().validate(request, service.operation_model(operation).input_shape)
            assert not report.has_errors(), f"{step['Name']}: {report.generate_report()}"
    return steps


if __name__ == "__main__":
    sys.path.insert(0, "docs/starters/sagemaker_pipelines")
    import pipeline

    steps = check(json.loads(pipeline.pipeline().definition()))
    assert all(steps[kind]["DependsOn"] == ["Prepare"] for kind in ("Forest", "Linear")), "both kinds train at once"
    assert sorted(steps["Evaluate"]["DependsOn"]) == ["Forest", "Linear"]
    gate = steps["GoodEnough"]["Arguments"]
    assert [step["Type"] for step in gate["IfSteps"]] == ["RegisterModel"], gate["IfSteps"]
    assert [step["Type"] for step in gate["ElseSteps"]] == ["Fail"]
    assert all("RetryPolicies" in step for step in steps.values() if step["Type"] == "Processing")
    print("built by the SDK, each request valid for the API: jobs, registration; both ways of the gate")
