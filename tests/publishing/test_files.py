"""Publishing writes what changed and nothing else, so that a watching server comes to rest."""

from pathlib import Path

from calculator.publishing.files import published, write_tree
from tests.publishing.conftest import Published


def test_publishing_twice_changes_nothing(any_guide: Published) -> None:
    assert any_guide.again() == ()


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "one"})
    before = (tmp_path / "a.md").stat().st_mtime_ns

    assert write_tree(tmp_path, {"a.md": "one"}) == ()
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_a_page_that_is_no_longer_wanted_goes(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "one", "b/c.md": "two"})

    assert write_tree(tmp_path, {"a.md": "one"}) == ("b/c.md",)
    assert not (tmp_path / "b/c.md").exists()


def test_files_that_others_put_beside_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_text("not ours")
    write_tree(tmp_path, {"a.md": "one"})
    write_tree(tmp_path, {})

    assert (tmp_path / "other.bin").exists()


def test_the_order_of_the_pages_is_remembered(tmp_path: Path) -> None:
    write_tree(tmp_path, {"b.md": "", "a.md": ""})

    assert published(tmp_path) == ["b.md", "a.md"]
