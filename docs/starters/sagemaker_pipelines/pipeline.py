"""The job as a SageMaker pipeline: `python pipeline.py` creates or updates it, with `start` it also runs.

With `endpoint` a good model is not only registered for approval, but put live at once.
"""

import os
import sys

from sagemaker.core.helper.session_helper import container_def, production_variant
from sagemaker.core.model_registry import create_model_package_from_containers
from sagemaker.core.processing import Processor
from sagemaker.core.shapes import ProcessingInput, ProcessingOutput, ProcessingS3Input, ProcessingS3Output
from sagemaker.core.workflow.conditions import ConditionGreaterThanOrEqualTo
from sagemaker.core.workflow.execution_variables import ExecutionVariables
from sagemaker.core.workflow.functions import Join, JsonGet
from sagemaker.core.workflow.parameters import ParameterFloat
from sagemaker.core.workflow.pipeline_context import PipelineSession
from sagemaker.core.workflow.properties import PropertyFile
from sagemaker.mlops.workflow.condition_step import ConditionStep
from sagemaker.mlops.workflow.endpoint_step import EndpointConfigStep, EndpointStep
from sagemaker.mlops.workflow.fail_step import FailStep
from sagemaker.mlops.workflow.model_step import ModelStep
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.mlops.workflow.retry import SageMakerJobExceptionTypeEnum, SageMakerJobStepRetryPolicy
from sagemaker.mlops.workflow.steps import ProcessingStep
from sagemaker.serve.model_builder import ModelBuilder

IMAGE, ROLE, BUCKET = (os.environ[name] for name in ("IMAGE", "ROLE", "BUCKET"))  # the outputs of template.yaml
LOCAL = "/opt/ml/processing"
AT_LEAST = ParameterFloat(name="AtLeast", default_value=0.9)
SESSION = PipelineSession(default_bucket=BUCKET)
FAULT = SageMakerJobExceptionTypeEnum.INTERNAL_ERROR
ONCE = [SageMakerJobStepRetryPolicy(failure_reason_types=[FAULT], interval_seconds=30, max_attempts=1)]


def folder(name: str) -> Join:
    """A folder of this run in the bucket."""
    return Join(on="/", values=[f"s3://{BUCKET}/runs", ExecutionVariables.PIPELINE_EXECUTION_ID, name])


def step(
    name: str, command: str, inputs: dict[str, str], out: str, after: list[ProcessingStep], **more
) -> ProcessingStep:
    """One step of the job in its own image; `inputs` are folders of this run by their place in the container."""
    reads = [
        ProcessingInput(
            input_name=place.replace("/", "-"),
            s3_input=ProcessingS3Input(
                s3_uri=folder(source), local_path=f"{LOCAL}/{place}", s3_data_type="S3Prefix", s3_input_mode="File"
            ),
        )
        for place, source in inputs.items()
    ]
    writes = ProcessingS3Output(s3_uri=folder(out), local_path=f"{LOCAL}/out", s3_upload_mode="EndOfJob")
    runner = Processor(
        role=ROLE,
        image_uri=IMAGE,
        entrypoint=["sh", "-c", command.format(local=LOCAL)],
        instance_count=1,
        instance_type="ml.t3.medium",
        sagemaker_session=SESSION,
    )
    args = runner.run(inputs=reads, outputs=[ProcessingOutput(output_name="out", s3_output=writes)])
    return ProcessingStep(name=name, step_args=args, depends_on=after, retry_policies=ONCE, **more)


def registered():
    """A version in the registry that waits for approval: the image and the model that it needs."""
    model = Join(on="/", values=[folder("best"), "model.tar.gz"])
    SESSION.init_model_step_arguments(ModelBuilder(image_uri=IMAGE, role_arn=ROLE, sagemaker_session=SESSION))
    return create_model_package_from_containers(
        SESSION, containers=[{"Image": IMAGE, "ModelDataUrl": model}], model_package_group_name="ml-job"
    )


def live() -> list:
    """The steps that put the model behind an endpoint: made the first time, updated from then on."""
    model = Join(on="/", values=[folder("best"), "model.tar.gz"])
    name = Join(on="-", values=["ml-job", ExecutionVariables.PIPELINE_EXECUTION_ID])
    session = PipelineSession(default_bucket=BUCKET)  # it keeps the request that a step is made of, one at a time
    session.init_model_step_arguments(ModelBuilder(image_uri=IMAGE, role_arn=ROLE, sagemaker_session=session))
    session.create_model(name, ROLE, container_def(IMAGE, model))
    made = ModelStep(name="Model", step_args=session.context)
    variant = production_variant(made.properties.ModelName, "ml.t2.medium", initial_instance_count=1)
    config = EndpointConfigStep(name="Config", step_args=SESSION.create_endpoint_config(name, [variant]))
    deploy = SESSION.create_endpoint("ml-job", config.properties.EndpointConfigName, wait=False)
    return [made, config, EndpointStep(name="Endpoint", step_args=deploy)]


def pipeline(*, endpoint: bool = False) -> Pipeline:
    prepare = step("Prepare", "python prepare.py --out {local}/out", {}, "data", [])
    train = [
        step(kind.title(), f"python train.py --kind {kind} --data {{local}}/data --out {{local}}/out",
             {"data": "data"}, f"models/{kind}", [prepare])
        for kind in ("forest", "linear")  # both wait for the data only, so they run at once
    ]  # fmt: skip
    metrics = PropertyFile(name="Metrics", output_name="out", path="metrics.json")
    evaluate = step(
        "Evaluate",
        "python evaluate.py --data {local}/data --models forest={local}/models/forest linear={local}/models/linear "
        "--out {local}/out && tar -czf {local}/out/model.tar.gz -C {local}/out model.joblib",
        {"data": "data", "models": "models"}, "best", train, property_files=[metrics],
    )  # fmt: skip
    accuracy = JsonGet(step_name=evaluate.name, property_file=metrics, json_path="accuracy")
    gate = ConditionStep(
        name="GoodEnough",
        conditions=[ConditionGreaterThanOrEqualTo(left=accuracy, right=AT_LEAST)],
        if_steps=[ModelStep(name="Register", step_args=registered()), *(live() if endpoint else [])],
        else_steps=[FailStep(name="NotGoodEnough", error_message=Join(on=" ", values=["accuracy is", accuracy]))],
    )
    return Pipeline(
        name="ml-job", parameters=[AT_LEAST], steps=[prepare, *train, evaluate, gate], sagemaker_session=SESSION
    )


if __name__ == "__main__":
    made = pipeline(endpoint="endpoint" in sys.argv)
    made.upsert(role_arn=ROLE)
    if "start" in sys.argv:
        print(made.start().arn)
