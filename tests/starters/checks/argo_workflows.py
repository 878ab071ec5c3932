"""The manifests fit Argo's own schema, and the steps' commands run on this machine in the order of the graph."""

import re
import shutil
import subprocess
import sys
import tempfile
from graphlib import TopologicalSorter
from pathlib import Path

import yaml
from hera.workflows.models import CronWorkflow, WorkflowTemplate

template, cron = yaml.safe_load_all(Path("docs/starters/argo_workflows/workflow.yaml").read_text())
for model, manifest in ((WorkflowTemplate, template), (CronWorkflow, cron)):
    kept = model.model_validate(manifest).model_dump(by_alias=True, exclude_none=True, mode="json")
    lost = [key for key in manifest["spec"] if key not in kept["spec"]]
    assert not lost, f"Argo does not know {lost}"
assert cron["spec"]["workflowSpec"]["workflowTemplateRef"]["name"] == template["metadata"]["name"]
TEMPLATES = {each["name"]: each for each in template["spec"]["templates"]}
TASKS = {each["name"]: each for each in TEMPLATES[template["spec"]["entrypoint"]]["dag"]["tasks"]}
JOB = Path("docs/starters/job").resolve()


def run(least: str, store: Path) -> list[str]:
    """The tasks that ended well, each in a folder of its own with its artifacts, as a pod has them."""
    done = []
    for name in TopologicalSorter({task: set(each.get("dependencies", [])) for task, each in TASKS.items()}).static_order():
        task, step = TASKS[name], TEMPLATES[TASKS[name]["template"]]
        work = store / name
        work.mkdir()
        for artifact in task.get("arguments", {}).get("artifacts", []):
            source, output = re.fullmatch(r"{{tasks\.(\w+)\.outputs\.artifacts\.(\w+)}}", artifact["from"]).groups()
            assert artifact["name"] in {each["name"] for each in step["inputs"]["artifacts"]}
            shutil.copytree(store / source / output, work / artifact["name"])
        given = {"workflow.parameters.at-least": least}
        given |= {f"inputs.parameters.{each['name']}": each["value"] for each in task.get("arguments", {}).get("parameters", [])}
        words = step["script"]["command"] + ["-c", step["script"]["source"]] if "script" in step else step["container"]["command"]
        words = [re.sub(r"{{([^}]+)}}", lambda found, given=given: given[found[1]], word) for word in words]
        words = [word.replace("/mnt", str(work)).replace("/job", str(JOB)) for word in words]
        if subprocess.run([sys.executable, *words[1:]], check=False).returncode:
            return done
        assert all((work / each["name"]).is_dir() for each in step.get("outputs", {}).get("artifacts", []))
        done.append(name)
    return done


def ended(least: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return run(least, Path(folder))


assert set(ended("0.9")) == set(TASKS)
assert "gate" not in ended("1.0") and "predict" not in ended("1.0")
print("valid for Argo's schema (hera); the steps' commands executed in the graph's order: success, gate not reached")
