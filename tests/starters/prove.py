"""``make starters``: runs each starter with its own tool, and keeps in docs/starters/proved.json what was proved.

Every tool has an environment of its own below build/starters, made from its lock.  ``make starters ARGS=kubeflow``
proves only that one.  Nothing here talks to AWS or to a cluster.
"""

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from calculator.publishing.python.interpreter import downloading

PROJECT = Path(__file__).parents[2]
STARTERS, CHECKS, LOCKS = PROJECT / "docs/starters", Path(__file__).parent / "checks", PROJECT / "requirements/starters"
RECORD = STARTERS / "proved.json"
TOOLS = {  # the environment of each starter, and the packages whose versions are told
    "no_orchestrator": ("aws", ("cfn-lint", "boto3")),
    "codepipeline": ("aws", ("cfn-lint",)),
    "step_functions": ("aws", ("cfn-lint", "moto", "jsonata-python")),
    "sagemaker_pipelines": ("sagemaker", ("sagemaker-mlops", "boto3", "moto")),
    "sagemaker_pipelines+codepipeline": ("aws", ("cfn-lint", "moto")),
    "sagemaker_pipelines+step_functions": ("aws", ("cfn-lint", "moto", "jsonata-python")),
    "airflow_mwaa": ("airflow", ("apache-airflow", "apache-airflow-providers-amazon", "moto")),
    "airflow_self_hosted": ("airflow", ("apache-airflow",)),
    "kubeflow": ("kubeflow", ("kfp",)),
    "argo_workflows": ("argo", ("hera",)),
}


def inputs(starter: str) -> str:
    """A digest of all that a proof rests on: the starter, the job, its check, what all checks share, and the lock."""
    others = {f"{other}.py" for other in TOOLS} - {f"{starter}.py"}
    folders = (STARTERS / starter, STARTERS / "job", CHECKS)
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.name not in others]
    files = [path for path in paths if path.is_file() and path.suffix != ".md"]
    digest = hashlib.sha256()
    for path in [*files, LOCKS / f"{TOOLS[starter][0]}.txt"]:
        digest.update(f"{path.relative_to(PROJECT)} ".encode() + path.read_bytes())
    return digest.hexdigest()


def environment(name: str) -> Path:
    """The Python of a tool's environment, made anew where its lock has changed."""
    lock, folder = LOCKS / f"{name}.txt", PROJECT / "build/starters" / name
    stamp, python = folder / "installed", folder / "bin/python"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        print(f"==> Installing what the starters for {name} need", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", lock], check=True, env=_plain())
        stamp.write_bytes(lock.read_bytes())
    return python


def prove(starter: str) -> dict[str, object]:
    """What was proved of a starter today; CalledProcessError, after the tool's complaints, if it does not hold."""
    tool, packages = TOOLS[starter]
    for template in _templates(starter):
        subprocess.run([environment("aws").with_name("cfn-lint"), template], check=True)
    python = environment(tool)
    env = _plain() | {"PYTHONPATH": str(CHECKS), "PATH": f"{python.parent}:{os.environ['PATH']}"}
    command = [python, CHECKS / f"{starter}.py"]
    began = time.monotonic()
    done = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False)
    seconds = round(time.monotonic() - began, 1)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        done.check_returncode()
    listed = subprocess.run([python, "-m", "pip", "list", "--format", "json"], capture_output=True, check=True, env=env)
    versions = {each["name"]: each["version"] for each in json.loads(listed.stdout)}
    tools = {package: versions[package] for package in packages if package in versions}
    today, said = dt.datetime.now(dt.UTC).date().isoformat(), done.stdout.splitlines()[-1]
    return {"inputs": inputs(starter), "on": today, "said": said, "seconds": seconds, "tools": tools}


def _templates(starter: str) -> Iterator[Path]:
    """The starter's CloudFormation templates."""
    for path in sorted((STARTERS / starter).glob("*.yaml")):
        if "AWSTemplateFormatVersion" in path.read_text(encoding="utf-8"):
            yield path


def _plain() -> dict[str, str]:
    """The environment without what people set for Python and pip, but for the way to the index."""
    return {name: value for name, value in downloading(os.environ).items() if not name.startswith("PYTHON")}


def main(wanted: list[str]) -> None:
    """Proves the starters that are named, or all of them; one that fails keeps no other from being tried."""
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    failed = []
    for starter in wanted or TOOLS:
        try:
            record[starter] = prove(starter)
        except subprocess.CalledProcessError as error:
            failed.append(f"{starter}: {Path(error.cmd[0]).name} ended with {error.returncode}")
            continue
        print(f"{starter}: {record[starter]['said']}", flush=True)
        RECORD.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if failed:
        sys.exit("\n".join(["These starters failed:", *failed]))


if __name__ == "__main__":
    main(sys.argv[1:])
