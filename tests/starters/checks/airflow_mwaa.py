"""Airflow imports the DAG without an error and runs it: moto plays SageMaker and S3, past the gate and into it."""

import json
import os
import tempfile

HOME = tempfile.mkdtemp()
os.environ |= {"AIRFLOW_HOME": HOME, "AIRFLOW__CORE__LOAD_EXAMPLES": "False", "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR"}
os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
given = {"IMAGE": "image", "ROLE": "arn:aws:iam::123456789012:role/job", "BUCKET": "bucket", "FAILURES": "arn:aws:sns:eu-west-1:123456789012:failures"}
os.environ |= {f"AIRFLOW_VAR_ML_{name}": value for name, value in given.items()}
os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = os.path.abspath("docs/starters/airflow_mwaa")

import boto3  # noqa: E402
import limits  # noqa: E402
import pendulum  # noqa: E402
from airflow.dag_processing.dagbag import DagBag  # noqa: E402
from airflow.utils.db import initdb  # noqa: E402
from moto import mock_aws  # noqa: E402

limits.enforce()
initdb()
bag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
assert not bag.import_errors, bag.import_errors
dag = bag.dags["ml_job"]
assert dag.get_task("evaluate").upstream_task_ids == {"forest", "linear"}


def run(accuracy: float) -> tuple[dict[str, str], int]:
    """The state in which each task ends when this accuracy is found in the bucket, and how many jobs there were."""
    with mock_aws():
        place = {"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]}
        boto3.client("s3").create_bucket(Bucket=given["BUCKET"], CreateBucketConfiguration=place)
        boto3.client("sns").create_topic(Name="failures")
        day = pendulum.now("UTC")
        key = f"runs/{day.strftime('%Y%m%dT%H%M%S')}/best/metrics.json"
        boto3.client("s3").put_object(Bucket=given["BUCKET"], Key=key, Body=json.dumps({"accuracy": accuracy}))
        done = dag.test(logical_date=day)
        jobs = boto3.client("sagemaker").list_processing_jobs()["ProcessingJobSummaries"]
        return {each.task_id: str(each.state) for each in done.get_task_instances()}, len(jobs)


ended, jobs = run(0.97)
assert ended.pop("tell") == "skipped", ended
assert set(ended.values()) == {"success"}, ended
assert jobs == 5, "each step but the gate is a job that AWS's description of the service accepts"

ended, jobs = run(0.5)
assert (ended["gate"], ended["predict"], ended["tell"]) == ("failed", "upstream_failed", "success"), ended
assert jobs == 4, "nothing is predicted behind a closed gate"
print("imported by Airflow without an error; executed by dag.test with moto as AWS: success, gate not reached")
