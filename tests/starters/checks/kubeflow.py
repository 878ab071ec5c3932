"""KFP compiles the pipeline and runs it on this machine, past its gate and into it."""

import shutil
import sys
import tempfile
from pathlib import Path

from kfp import compiler, local

JOB = Path("docs/starters/job").resolve()
sys.path.insert(0, "docs/starters/kubeflow")
import pipeline  # noqa: E402

with tempfile.TemporaryDirectory() as name:
    compiler.Compiler().compile(pipeline.ml_job, f"{name}/pipeline.yaml")
    local.init(local.SubprocessRunner(use_venv=False), pipeline_root=name, raise_on_error=True)
    done = pipeline.ml_job(job=str(JOB))
    assert list(Path(name).rglob("predictions.csv")), "the run ends with predictions"
    shutil.rmtree(name)
    Path(name).mkdir()
    try:
        pipeline.ml_job(job=str(JOB), at_least=1.0)
    except RuntimeError:
        assert not list(Path(name).rglob("predictions.csv")), "nothing is predicted behind a closed gate"
    else:
        raise AssertionError("a gate that is not reached ends the run")
print("compiled, and executed by KFP's SubprocessRunner: success, gate not reached")
