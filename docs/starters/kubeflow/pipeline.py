"""The job as a Kubeflow pipeline (KFP v2): writes pipeline.yaml, and with `start HOST` has it run weekly."""

import os
import sys

from kfp import Client, compiler, dsl
from kfp.dsl import Dataset, Input, Model, Output

IMAGE = os.environ.get("IMAGE", "ml-job:latest")  # the job's image, from ../job/push.sh
SMALL = {"cpu": "1", "memory": "2G"}


@dsl.component(base_image=IMAGE)
def prepare(job: str, data: Output[Dataset]):
    import subprocess

    subprocess.run(["python", f"{job}/prepare.py", "--out", data.path], check=True)


@dsl.component(base_image=IMAGE)
def train(job: str, kind: str, data: Input[Dataset], model: Output[Model]):
    import subprocess

    subprocess.run(["python", f"{job}/train.py", "--data", data.path, "--kind", kind, "--out", model.path], check=True)


@dsl.component(base_image=IMAGE)
def evaluate(job: str, data: Input[Dataset], forest: Input[Model], linear: Input[Model], best: Output[Model]) -> float:
    import json
    import subprocess

    models = ["--models", f"forest={forest.path}", f"linear={linear.path}"]
    subprocess.run(["python", f"{job}/evaluate.py", "--data", data.path, *models, "--out", best.path], check=True)
    with open(f"{best.path}/metrics.json", encoding="utf-8") as metrics:
        return json.load(metrics)["accuracy"]


@dsl.component(base_image=IMAGE)
def gate(accuracy: float, at_least: float) -> str:
    if accuracy < at_least:
        raise ValueError(f"accuracy is {accuracy:.3f}, which is less than {at_least}")
    return "good enough"


@dsl.component(base_image=IMAGE)
def predict(job: str, data: Input[Dataset], model: Input[Model], predictions: Output[Dataset]):
    import subprocess

    out = ["--out", predictions.path]
    subprocess.run(["python", f"{job}/predict.py", "--data", data.path, "--model", model.path, *out], check=True)


def again(task: dsl.PipelineTask) -> dsl.PipelineTask:
    """A step with one retry, and with room for the job."""
    return task.set_retry(num_retries=1).set_cpu_request(SMALL["cpu"]).set_memory_request(SMALL["memory"])


@dsl.pipeline(name="ml-job", description="Train two kinds at once, and predict if the better one is good enough.")
def ml_job(job: str = "/job", at_least: float = 0.9):
    data = again(prepare(job=job)).outputs["data"]
    forest = again(train(job=job, kind="forest", data=data)).outputs["model"]
    linear = again(train(job=job, kind="linear", data=data)).outputs["model"]  # needs no forest, so both run at once
    best = again(evaluate(job=job, data=data, forest=forest, linear=linear))
    passed = gate(accuracy=best.outputs["Output"], at_least=at_least)
    again(predict(job=job, data=data, model=best.outputs["best"])).after(passed)


def start(host: str) -> None:
    """Runs the pipeline every Monday at 06:00 UTC; KFP's cron begins with seconds."""
    client = Client(host=host)
    experiment = client.create_experiment("ml-job").experiment_id
    weekly = {"cron_expression": "0 0 6 * * 1", "no_catchup": True}
    client.create_recurring_run(experiment, "ml-job-weekly", pipeline_package_path="pipeline.yaml", **weekly)


if __name__ == "__main__":
    compiler.Compiler().compile(ml_job, "pipeline.yaml")
    if sys.argv[1:2] == ["start"]:
        start(sys.argv[2])
