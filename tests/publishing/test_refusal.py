"""What the proof finds wrong is not published: neither by the command nor by the build of the site."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from calculator.cli import cli
from calculator.publishing import hook

GOOD = "then: server_db, because: A server takes every other case."
MISTAKES = {
    "gap": (f"R3, {GOOD}", f"R3, when: {{readers: far}}, {GOOD}"),
    "idle-rule": ("cautions:\n", f"  - {{id: R4, {GOOD}, sources: [D-02]}}\ncautions:\n"),
    "failing-case": ("expect: file_db}", "expect: server_db}"),
}


@pytest.fixture(params=MISTAKES)
def mistake(request: pytest.FixtureRequest, project: Path, tmp_path: Path) -> str:
    """A folder gets a rule file that reads well and is wrong; the name of the check that finds it."""
    text = (project / "tests/publishing/databases.yaml").read_text()
    old, new = MISTAKES[request.param]
    assert text.count(old) == 1
    (tmp_path / "rules.yaml").write_text(text.replace(old, new))
    return str(request.param)


def test_the_command_publishes_nothing_and_says_what_is_wrong(mistake: str, tmp_path: Path) -> None:
    options = ["--rules", str(tmp_path / "rules.yaml"), "--docs", str(tmp_path), "--on", "2026-11-23"]
    result = CliRunner().invoke(cli, ["publish", *options])

    assert result.exit_code == 1
    assert f"error: {mistake}" in result.stderr
    assert not (tmp_path / "generated").exists()


def test_the_build_stops_and_says_what_is_wrong(mistake: str, tmp_path: Path) -> None:
    place = {"docs_dir": str(tmp_path), "config_file_path": str(tmp_path / "mkdocs.yml")}
    site = {"site_name": "", "repo_url": "", "theme": {}, "extra": {}, "extra_css": []}
    config = cast("Any", SimpleNamespace(**place, **site))
    with pytest.raises(Abort, match=f"error: {mistake}"):
        hook.on_pre_build(hook.on_config(config))

    assert not (tmp_path / "generated").exists()


def test_a_fact_that_is_due_for_review_stops_nobody(project: Path, tmp_path: Path) -> None:
    options = ["--rules", str(project / "tests/publishing/databases.yaml"), "--docs", str(tmp_path)]
    checked = CliRunner().invoke(cli, ["check", *options[:2], "--on", "2026-11-23"])
    published = CliRunner().invoke(cli, ["publish", *options, "--on", "2026-11-23"])

    assert "warning: expired-fact" in checked.stdout
    assert published.exit_code == 0
