"""The release runs on this machine by its buildspec: moto is the registry and the bucket, every other command is real."""

import io
import json
import os
import runpy
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path
from unittest.mock import patch

import boto3
import yaml
from cfnlint.decode.cfn_yaml import load as read_template
from commands import PROJECT, predicted, shell
from moto import mock_aws

os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
HERE = PROJECT / "docs/starters/sagemaker_pipelines+codepipeline"
RESOURCES = read_template(str(HERE / "template.yaml"))["Resources"]
STAGES = RESOURCES["Pipeline"]["Properties"]["Stages"]
BUILD = yaml.safe_load((HERE / "buildspec.yml").read_text())["phases"]["build"]["commands"]


def model(folder: Path, kind: str) -> bytes:
    """A model as the other starter leaves it in the bucket."""
    job = PROJECT / "docs/starters/job"
    assert not shell(f"cd {job}; python prepare.py --out {folder}/d; python train.py --kind {kind} --data {folder}/d --out {folder}/m", folder)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.add(folder / "m/model.joblib", "model.joblib")
    return packed.getvalue()


def register(states: list[str], data: bytes) -> list[str]:
    """A version for each state, the oldest first; the addresses of their models."""
    s3, sagemaker = boto3.client("s3"), boto3.client("sagemaker")
    s3.create_bucket(Bucket="models", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    sagemaker.create_model_package_group(ModelPackageGroupName="ml-job")
    addresses = []
    for number, state in enumerate(states):
        key = f"runs/{number}/best/model.tar.gz"
        s3.put_object(Bucket="models", Key=key, Body=data)
        addresses.append(f"s3://models/{key}")
        container = {"Image": "image", "ModelDataUrl": addresses[-1]}
        made = sagemaker.create_model_package(
            ModelPackageGroupName="ml-job", ModelApprovalStatus=state,
            InferenceSpecification={"Containers": [container], "SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": ["text/csv"]},
        )
        assert made["ModelPackageArn"]
    return addresses


def fetched(folder: Path) -> str | None:
    """What `release.py fetch` says; None where it ends with an error."""
    said = io.StringIO()
    arguments = ["release.py", "fetch", "ml-job", str(folder / "model")]
    try:
        with patch.object(sys, "argv", arguments), patch.object(sys, "stdout", said):
            runpy.run_path(str(HERE / "release.py"), run_name="__main__")
    except SystemExit:
        return None
    return said.getvalue().strip()


def release(folder: Path, least: str) -> bool:
    """Every build of the pipeline in its order, each in a copy of the starters with its artifacts beside it."""
    for action in (each for stage in STAGES[1:] for each in stage["Actions"]):
        if action["ActionTypeId"]["Provider"] != "CodeBuild":
            continue
        work = folder / f"work-{action['Name']}"
        shutil.copytree(PROJECT / "docs/starters", work)
        if fetched(folder) is None:
            return False
        places = {f"CODEBUILD_SRC_DIR_{each['Name']}": str(folder / each["Name"]) for each in action["InputArtifacts"]}
        (said,) = json.loads(action["Configuration"]["EnvironmentVariables"])
        lines = "\n".join(BUILD).replace('python "$RELEASE" fetch ml-job /tmp/model && ', "")
        assert lines.count("fetch") == 0
        command = said["value"].replace(" 0.9", f" {least}")
        if shell(lines.replace("/tmp/", f"{folder}/"), work, COMMAND=command.replace("/tmp/", f"{folder}/"), **places):
            return False
        (work / "out").rename(folder / action["OutputArtifacts"][0]["Name"])
    return True


def tried(states: list[str], least: str, data: bytes) -> tuple[bool, bool]:
    with tempfile.TemporaryDirectory() as name, mock_aws():
        register(states, data)
        return release(Path(name), least), predicted(Path(name))


with tempfile.TemporaryDirectory() as name:
    DATA = model(Path(name), "forest")
with tempfile.TemporaryDirectory() as name, mock_aws():
    addresses = register(["Approved", "Approved", "Rejected", "PendingManualApproval"], DATA)
    assert str(fetched(Path(name))).endswith(addresses[1]), "the newest approved version is fetched"
assert tried(["Approved"], "0.9", DATA) == (True, True)
assert tried(["Approved"], "1.0", DATA) == (False, False)
assert tried(["Rejected", "PendingManualApproval"], "0.9", DATA) == (False, False)
pattern = RESOURCES["Approved"]["Properties"]["EventPattern"]
assert pattern["detail"]["ModelApprovalStatus"] == ["Approved"]
assert {each["Configuration"]["ProjectName"] and each["Name"] for each in STAGES[1]["Actions"]} == {"Test"}
assert [each["ActionTypeId"]["Provider"] for each in STAGES[2]["Actions"]] == ["Manual", "CodeBuild"]
print("linted; every command executed in its order with moto as registry: success, test not passed, nothing approved")
