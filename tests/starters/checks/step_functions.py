"""The state machine reaches its end, fails at its gate, tries a step again, and tells when that does not help."""

import json
from pathlib import Path

from machines import Error, machine, run

TEMPLATE = Path("docs/starters/step_functions/template.yaml")
STEPS = {"Prepare", "Fit", "Evaluate", "Predict"}
DEFINITION = machine(TEMPLATE, "Pipeline", AtLeast="0.9")


def metrics(accuracy: float) -> dict[str, list[object]]:
    return {"Metrics": [{"Body": json.dumps({"accuracy": accuracy})}]}


status, entered, cause = run(DEFINITION, metrics(0.97))
assert (status, entered[-1]) == ("SUCCEEDED", "Done"), (status, entered, cause)
assert set(entered) >= STEPS
assert entered.count("Fit") == 2, "both kinds are trained"

status, entered, cause = run(DEFINITION, metrics(0.5))
assert (status, entered[-2:]) == ("FAILED", ["Tell", "Failed"]), (status, entered, cause)
assert "0.5" in cause and "Predict" not in entered, (cause, entered)

status, entered, cause = run(DEFINITION, metrics(0.97) | {"Evaluate": [Error("SageMaker.Broken"), {}]})
assert status == "SUCCEEDED", ("a step that fails once is tried again", cause)

status, entered, cause = run(DEFINITION, metrics(0.97) | {"Fit": [Error("SageMaker.Broken")] * 4})
assert (status, entered[-2:]) == ("FAILED", ["Tell", "Failed"]), (status, entered, cause)
print("executed by moto: success, gate not reached, a step that fails once, a step that fails twice")
