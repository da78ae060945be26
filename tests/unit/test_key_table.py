"""The tables of keys in README.md and KEYS.md say what the program does."""

from pathlib import Path

import pytest

from tools import key_table


def test_the_tables_are_those_of_now() -> None:
    assert key_table.main("check") == 0


def test_stale_tables_are_told_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{key_table.BEGIN}\n| old |\n{key_table.END}\nafter\n", "utf-8")
    monkeypatch.setattr(key_table, "ROOT", tmp_path)
    assert key_table.main("check") == 1
    assert "README.md is stale" in capsys.readouterr().err
    assert key_table.main("update") == 0
    assert key_table.main("check") == 0
    text = readme.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "| `t` | top up |" in text
    assert "| `t` | Top up | `top_up` |" in (tmp_path / "KEYS.md").read_text("utf-8")


def test_a_readme_without_its_marks_is_left_alone() -> None:
    with pytest.raises(SystemExit, match="lost its marks"):
        key_table.with_table("nothing here")
