"""The one job's command runs on this machine, past its gate and into it; the request is what the API accepts."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import boto3
from botocore.validate import ParamValidator
from cfnlint.decode.cfn_yaml import load as read_template

os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
TEMPLATE = read_template("docs/starters/no_orchestrator/template.yaml")
TARGET = TEMPLATE["Resources"]["Schedule"]["Properties"]["Target"]
REQUEST = json.loads(TARGET["Input"]["Fn::Sub"].replace("${JobRole.Arn}", "arn:aws:iam::123456789012:role/job"))
shape = boto3.client("sagemaker").meta.service_model.operation_model("CreateProcessingJob").input_shape
report = ParamValidator().validate(REQUEST, shape)
assert not report.has_errors(), report.generate_report()


def run(command: str, least: str) -> tuple[int, bool]:
    """Exit code, and whether there are predictions; the container's folders are put into one of our own."""
    with tempfile.TemporaryDirectory() as folder:
        here = command.replace("/opt/ml/processing", folder).replace("/tmp/", f"{folder}/").replace("0.9)", f"{least})")
        here = here.replace("cd /job", f"cd {Path('docs/starters/job').resolve()}")
        done = subprocess.run(["sh", "-ec", here], check=False)
        return done.returncode, bool(list(Path(folder).rglob("predictions.csv")))


*shell, command = REQUEST["AppSpecification"]["ContainerEntrypoint"]
assert shell == ["sh", "-ec"]
assert run(command, "0.9") == (0, True)
code, predicted = run(command, "1.0")
assert code and not predicted, "nothing is predicted behind a closed gate"
print("linted; the command executed: success, gate not reached")
