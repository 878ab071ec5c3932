"""The step of a SageMaker pipeline that waits for a state machine: add it to `steps`, and let others depend on it."""

import os

from sagemaker.mlops.workflow.callback_step import CallbackOutput, CallbackOutputTypeEnum, CallbackStep
from sagemaker.mlops.workflow.steps import Step


def ask(run: str, after: list[Step]) -> CallbackStep:
    """Asks for work on `run`, and goes on when callback.yaml's state machine has answered."""
    return CallbackStep(
        name="AskStepFunctions",
        sqs_queue_url=os.environ["QUEUE"],
        inputs={"run": run},
        outputs=[CallbackOutput(output_name="answer", output_type=CallbackOutputTypeEnum.String)],
        depends_on=after,
    )
