"""The job as an Airflow 3 DAG.  The same file runs on Amazon MWAA and on an Airflow of your own.

Each step is a SageMaker processing job in the job's own image, so the workers only wait.  What differs from home to
home is in four Airflow variables: ml_image, ml_role, ml_bucket, and ml_failures, the SNS topic that hears of failures.
"""

import json

import pendulum
from airflow.exceptions import AirflowFailException
from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.amazon.aws.operators.sagemaker import SageMakerProcessingOperator
from airflow.providers.amazon.aws.operators.sns import SnsPublishOperator
from airflow.sdk import Param, Variable, dag, task

RUN = "runs/{{ ts_nodash }}"
STORE = "s3://{{ var.value.ml_bucket }}/" + RUN
LOCAL = "/opt/ml/processing"
SMALL = {"ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.t3.medium", "VolumeSizeInGB": 10}}


def step(name: str, command: str, out: str, **inputs: str) -> SageMakerProcessingOperator:
    """One step of the job; `inputs` are folders of this run, by their name in the container."""
    how = {"S3DataType": "S3Prefix", "S3InputMode": "File"}
    reads = [
        {"InputName": place, "S3Input": {"S3Uri": f"{STORE}/{source}", "LocalPath": f"{LOCAL}/{place}", **how}}
        for place, source in inputs.items()
    ]
    writes = {"S3Uri": f"{STORE}/{out}", "LocalPath": f"{LOCAL}/out", "S3UploadMode": "EndOfJob"}
    request = {
        "ProcessingJobName": f"ml-{name}-{{{{ ts_nodash }}}}",
        "RoleArn": "{{ var.value.ml_role }}",
        "AppSpecification": {"ImageUri": "{{ var.value.ml_image }}", "ContainerEntrypoint": command.split()},
        "ProcessingInputs": reads,
        "ProcessingOutputConfig": {"Outputs": [{"OutputName": "out", "S3Output": writes}]},
        "ProcessingResources": SMALL,
    }
    return SageMakerProcessingOperator(
        task_id=name, config=request, action_if_job_exists="timestamp", deferrable=True, retries=1
    )


@task
def gate(folder: str, params: dict[str, float] | None = None) -> None:
    """Ends the run without another try if the better model is not good enough."""
    metrics = S3Hook().read_key(f"{folder}/metrics.json", Variable.get("ml_bucket"))
    accuracy, at_least = json.loads(metrics)["accuracy"], (params or {})["at_least"]
    if accuracy < at_least:
        raise AirflowFailException(f"accuracy is {accuracy:.3f}, which is less than {at_least}")


@dag(
    schedule="0 6 * * 1",
    start_date=pendulum.datetime(2026, 11, 1, tz="UTC"),
    catchup=False,
    params={"at_least": Param(0.9, type="number")},
)
def ml_job() -> None:
    prepare = step("prepare", f"python prepare.py --out {LOCAL}/out", "data")
    train = [  # both wait for the data only, so they run at once
        step(
            kind, f"python train.py --kind {kind} --data {LOCAL}/data --out {LOCAL}/out", f"models/{kind}", data="data"
        )
        for kind in ("forest", "linear")
    ]
    models = " ".join(f"{kind}={LOCAL}/models/{kind}" for kind in ("forest", "linear"))
    command = f"python evaluate.py --data {LOCAL}/data --models {models} --out {LOCAL}/out"
    evaluate = step("evaluate", command, "best", data="data", models="models")
    good_enough = gate(f"{RUN}/best")
    command = f"python predict.py --data {LOCAL}/data --model {LOCAL}/model --out {LOCAL}/out"
    predict = step("predict", command, "predictions", data="data", model="best")
    prepare >> train >> evaluate >> good_enough >> predict
    tell = SnsPublishOperator(
        task_id="tell",
        target_arn="{{ var.value.ml_failures }}",
        message="{{ dag.dag_id }} failed: {{ run_id }}",
        trigger_rule="one_failed",
    )
    [prepare, *train, evaluate, good_enough, predict] >> tell


ml_job()
