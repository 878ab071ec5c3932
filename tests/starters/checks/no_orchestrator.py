"""The one job's command runs on this machine, past its gate and into it; the request is what the API accepts."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import UUID

import boto3
from cfnlint.decode.cfn_yaml import load as read_template
from limits import refused

os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
TEMPLATE = read_template("docs/starters/no_orchestrator/template.yaml")
TARGET = TEMPLATE["Resources"]["Schedule"]["Properties"]["Target"]
INPUT = TARGET["Input"]["Fn::Sub"].replace("${JobRole.Arn}", "arn:aws:iam::123456789012:role/job")
FILLED = {"${Bucket}": "bucket", "${Image}": "image", "<aws.scheduler.execution-id>": str(UUID(int=0))}
REQUEST = json.loads(re.sub("|".join(map(re.escape, FILLED)), lambda found: FILLED[found[0]], INPUT))
shape = boto3.client("sagemaker").meta.service_model.operation_model("CreateProcessingJob").input_shape
assert not refused(REQUEST, shape), refused(REQUEST, shape)


def run(command: list[str], least: str) -> tuple[int, bool]:
    """Exit code, and whether there are predictions; the container's folders are put into one of our own."""
    here = {"/job/run.sh": "docs/starters/job/run.sh", "0.9": least}
    with tempfile.TemporaryDirectory() as folder:
        told = [here.get(each, each.replace("/opt/ml/processing", folder)) for each in command]
        done = subprocess.run(told, check=False)
        return done.returncode, bool(list(Path(folder).rglob("predictions.csv")))


command = REQUEST["AppSpecification"]["ContainerEntrypoint"]
subprocess.run([sys.executable, "-m", "unittest", "-q"], cwd="docs/starters/job", check=True)
assert run(command, "0.9") == (0, True)
code, predicted = run(command, "1.0")
assert code and not predicted, "nothing is predicted behind a closed gate"
print("linted; the job's own tests pass; the request within the limits of the API; the command executed: success, gate not reached")
