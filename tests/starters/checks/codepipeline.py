"""The actions of the pipeline run on this machine in their order, by the buildspec; so do the files for other CI/CD tools."""

import json
import shutil
import tempfile
from pathlib import Path

import yaml
from cfnlint.decode.cfn_yaml import load as read_template
from commands import PROJECT, given, predicted, shell

HERE = PROJECT / "docs/starters/codepipeline"
STAGES = read_template(str(HERE / "template.yaml"))["Resources"]["Pipeline"]["Properties"]["Stages"]
BUILD = yaml.safe_load((HERE / "buildspec.yml").read_text())["phases"]["build"]["commands"]


def on_codepipeline(folder: Path, least: str) -> bool:
    """Each action in a copy of the starters' folder, with its artifacts where CodeBuild puts them."""
    for stage in STAGES[1:]:
        for action in stage["Actions"]:
            work = folder / f"work-{action['Name']}"
            shutil.copytree(PROJECT / "docs/starters", work)
            places = {"CODEBUILD_SRC_DIR": str(work)}
            places |= {f"CODEBUILD_SRC_DIR_{each['Name']}": str(folder / each["Name"]) for each in action["InputArtifacts"]}
            (said,) = json.loads(action["Configuration"]["EnvironmentVariables"])
            assert said["name"] == "COMMAND"
            if shell("\n".join(BUILD), work, COMMAND=said["value"].replace(" 0.9", f" {least}"), **places):
                return False
            for each in action.get("OutputArtifacts", []):
                (work / "out").rename(folder / each["Name"])
    return True


def on_github(folder: Path, least: str) -> bool:
    """The run lines of each job, each job's folder being that of the run: what is uploaded is downloaded by its name."""
    jobs = yaml.safe_load((HERE / "github-actions.yml").read_text())["jobs"]
    for job in jobs.values():
        for kind in job.get("strategy", {}).get("matrix", {}).get("kind", [""]):
            for step in job["steps"]:
                if "run" in step:
                    line = given({"matrix.kind": kind}, step["run"].split("&&")[-1] if "prepare" in step["run"] else step["run"])
                    line = line.replace("/tmp/model ", "/tmp/model").replace("/tmp/", f"{folder}/").replace(" 0.9", f" {least}")
                    if line.endswith("/model"):
                        line += f"-{kind}"
                    if "pip install" not in line and shell(f"cd {PROJECT}/docs/starters/job; {line}", folder):
                        return False
    return True


def on_gitlab(folder: Path, least: str) -> bool:
    """The scripts of each job; the folder of the project is a copy, in which the artifacts lie as GitLab puts them."""
    shutil.copytree(PROJECT / "docs/starters", folder, dirs_exist_ok=True)
    said = yaml.safe_load((HERE / "gitlab-ci.yml").read_text())
    for stage in said["stages"]:
        for kind in said[stage].get("parallel", {}).get("matrix", [{"KIND": [""]}])[0]["KIND"]:
            lines = [said["default"]["before_script"][0], *said[stage]["script"]]
            line = "\n".join(lines).replace(" 0.9", f" {least}")
            if shell(line, folder, CI_PROJECT_DIR=str(folder), KIND=kind):
                return False
    return True


for tool in (on_codepipeline, on_github, on_gitlab):
    with tempfile.TemporaryDirectory() as name:
        assert tool(Path(name), "0.9") and predicted(Path(name)), tool
    with tempfile.TemporaryDirectory() as name:
        assert not tool(Path(name), "1.0") and not predicted(Path(name)), tool
print("linted; every command executed in its order, for GitHub and GitLab too: success, gate not reached")
