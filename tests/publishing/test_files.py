"""Publishing writes what changed and nothing else, so that a watching server comes to rest."""

from pathlib import Path

import pytest

from calculator.publishing.files import GROUND, published, stands, write_tree
from tests.publishing.conftest import Published


def test_publishing_twice_changes_nothing(any_guide: Published) -> None:
    (any_guide.docs / "generated" / GROUND).unlink()  # else nothing would be made a second time
    assert any_guide.again() == ()


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "one"}, "ground")
    before = (tmp_path / "a.md").stat().st_mtime_ns

    assert write_tree(tmp_path, {"a.md": "one"}, "ground") == ()
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_a_page_that_is_no_longer_wanted_goes(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "one", "b/c.md": "two"}, "ground")

    assert write_tree(tmp_path, {"a.md": "one"}, "ground") == ("b/c.md",)
    assert not (tmp_path / "b/c.md").exists()


def test_files_that_others_put_beside_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_text("not ours")
    write_tree(tmp_path, {"a.md": "one"}, "ground")
    write_tree(tmp_path, {}, "ground")

    assert (tmp_path / "other.bin").exists()


def test_the_order_of_the_pages_is_remembered(tmp_path: Path) -> None:
    write_tree(tmp_path, {"b.md": "", "a.md": ""}, "ground")

    assert published(tmp_path) == ["b.md", "a.md"]


def test_a_tree_stands_until_its_ground_or_one_of_its_files_changes(tmp_path: Path) -> None:
    assert not stands(tmp_path, "ground")
    write_tree(tmp_path, {"a.md": "one", "b.md": "two"}, "ground")
    assert stands(tmp_path, "ground")
    assert not stands(tmp_path, "other ground")
    (tmp_path / "a.md").write_text("One")
    assert not stands(tmp_path, "ground")
    write_tree(tmp_path, {"a.md": "one", "b.md": "two"}, "ground")
    (tmp_path / "b.md").unlink()
    assert not stands(tmp_path, "ground")


def test_a_run_that_is_stopped_leaves_no_tree_that_seems_whole(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "one"}, "ground")
    (tmp_path / "b.md").mkdir()  # so that it cannot be written
    with pytest.raises(OSError, match=r"b\.md"):
        write_tree(tmp_path, {"a.md": "two", "b.md": "three"}, "later ground")
    assert not stands(tmp_path, "ground")
    assert not stands(tmp_path, "later ground")


def test_whatever_is_published_anew_comes_from_all_that_it_is_made_of(any_guide: Published) -> None:
    assert any_guide.again() == ()
    before = any_guide.rules["guide"]["title"]
    any_guide.rules["guide"]["title"] = "Another title"
    assert any_guide.again()
    any_guide.rules["guide"]["title"] = before
    any_guide.again()
