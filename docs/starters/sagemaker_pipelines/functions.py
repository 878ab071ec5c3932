"""The same pipeline from plain functions: each `@step` runs as a job, and the next step gets what it returns.

`python functions.py` creates or updates it, with `start` it also runs. Use the Python of the image, since functions
travel as pickles. What a step returns travels through S3, so return a path in S3 instead once files are large.
"""

import os
import sys

from sagemaker.core.workflow.parameters import ParameterFloat
from sagemaker.core.workflow.pipeline_context import PipelineSession
from sagemaker.mlops.workflow.function_step import step
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.mlops.workflow.retry import SageMakerJobExceptionTypeEnum, SageMakerJobStepRetryPolicy

IMAGE, ROLE, BUCKET = (os.environ[name] for name in ("IMAGE", "ROLE", "BUCKET"))  # the outputs of template.yaml
AT_LEAST = ParameterFloat(name="AtLeast", default_value=0.9)
SESSION = PipelineSession(default_bucket=BUCKET)
SESSION.default_bucket_prefix = "runs"  # where the role may read and write
FAULT = SageMakerJobExceptionTypeEnum.INTERNAL_ERROR
HERE = {
    "image_uri": IMAGE,
    "role": ROLE,
    "instance_type": "ml.m5.large",
    "pre_execution_commands": ["pip install sagemaker-mlops==1.27.0"],  # what unpacks a function
    "retry_policies": [SageMakerJobStepRetryPolicy(failure_reason_types=[FAULT], interval_seconds=30, max_attempts=1)],
}
JOB = os.environ.get("JOB", "/job")  # where the image has the scripts
Files = dict[str, bytes]


def script(name: str, *options: str, **folders: Files) -> Files:
    """What a script of the job writes, when it is given these folders to read; `{place}` is where they lie."""
    import subprocess
    import sys
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as place:
        for folder, files in folders.items():
            Path(place, folder).mkdir()
            for file, content in files.items():
                Path(place, folder, file).write_bytes(content)
        told = [option.format(place=place) for option in options]
        subprocess.run([sys.executable, f"{JOB}/{name}", *told, "--out", f"{place}/out"], check=True)
        return {file.name: file.read_bytes() for file in Path(place, "out").iterdir()}


@step(name="Prepare", **HERE)
def prepare() -> Files:
    return script("prepare.py")


def train(kind: str, data: Files) -> Files:
    return script("train.py", "--kind", kind, "--data", "{place}/data", data=data)


@step(name="Evaluate", **HERE)
def evaluate(data: Files, forest: Files, linear: Files) -> Files:
    models = ["forest={place}/forest", "linear={place}/linear"]
    options = ["--data", "{place}/data", "--models", *models]
    return script("evaluate.py", *options, data=data, forest=forest, linear=linear)


@step(name="Predict", **HERE)
def predict(data: Files, best: Files, at_least: float) -> Files:
    import json

    accuracy = json.loads(best["metrics.json"])["accuracy"]
    if accuracy < at_least:
        raise ValueError(f"accuracy is {accuracy:.3f}, which is less than {at_least}")
    return script("predict.py", "--data", "{place}/data", "--model", "{place}/model", data=data, model=best)


def pipeline() -> Pipeline:
    data = prepare()
    forest = step(train, name="Forest", **HERE)("forest", data)
    linear = step(train, name="Linear", **HERE)("linear", data)  # both wait for the data only, so they run at once
    best = evaluate(data, forest, linear)
    return Pipeline(
        name="ml-job", parameters=[AT_LEAST], steps=[predict(data, best, AT_LEAST)], sagemaker_session=SESSION
    )


if __name__ == "__main__":
    made = pipeline()
    made.upsert(role_arn=ROLE)
    if sys.argv[1:] == ["start"]:
        print(made.start().arn)
