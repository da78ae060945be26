"""Settings on the command line: what was asked for wins, and a broken file stops nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cabinet_tui import config_file, locale, profile, settings
from cabinet_tui.cli import preferences
from cabinet_tui.cli.options import Options
from cabinet_tui.profile import Profile
from cabinet_tui.settings import Settings


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    found = tmp_path / "config.toml"
    monkeypatch.setattr(config_file, "config_path", lambda: found)
    monkeypatch.delenv("CABINET_LANG", raising=False)
    before = locale.current()
    locale.use("en")
    yield found
    locale.use(before)


def keep(path: Path, wanted: Settings) -> None:
    settings.remember(path, Settings(), wanted)


def test_the_language_that_was_kept_is_spoken(path: Path) -> None:
    keep(path, Settings(language="ru"))
    preferences.speak(None)
    assert locale.current() == "ru"


def test_the_language_asked_for_wins(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(path, Settings(language="ru"))
    preferences.speak("en")
    assert locale.current() == "en"
    monkeypatch.setenv("CABINET_LANG", "en")
    preferences.speak(None)
    assert locale.current() == "en"


@pytest.mark.parametrize("text", ["", "settings = ", '[settings]\nlanguage = "xx"\n'])
def test_a_file_without_a_language_of_ours_leaves_that_of_the_system(
    path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    preferences.speak(None)
    assert locale.current() == "ru"


def test_the_account_speaks_where_nothing_was_chosen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name, language in (("home", "ru"), ("work", "en")):
        profile.remember(path, Profile(name, "https://vpn.example.com", language=language))
    told = []
    for named in (None, "home", "nobody"):
        preferences.speak(None, named)
        told.append(locale.current())
    monkeypatch.setenv("CABINET_PROFILE", "home")
    preferences.speak(None)
    assert [*told, locale.current()] == ["en", "ru", "en", "ru"]
    assert preferences.in_use(Options()).language == ""
    keep(path, Settings(language="en"))
    preferences.speak(None)
    assert locale.current() == "en"
    assert preferences.in_use(Options()).language == "en"


def test_options_win_over_the_file(path: Path) -> None:
    keep(path, Settings(theme="nord", bell=True))
    assert preferences.in_use(Options(language="en", ascii_only=True, mouse=False)) == Settings(
        language="en", theme="nord", ascii=True, mouse=False, bell=True
    )


def test_what_the_file_switches_stays_without_an_option(path: Path) -> None:
    keep(path, Settings(ascii=True, mouse=False))
    found = preferences.in_use(Options())
    assert (found.ascii, found.mouse) == (True, False)


def test_an_option_is_not_written_when_something_else_is_changed(path: Path) -> None:
    before = preferences.in_use(Options(ascii_only=True))
    preferences.keep(before, Settings(language="", ascii=True, bell=True))
    assert path.read_text(encoding="utf-8") == "[settings]\nbell = true\n"


def test_the_place_is_told_from_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert preferences.place() == "~/config.toml"
    monkeypatch.setenv("HOME", str(tmp_path / "elsewhere"))
    assert preferences.place() == str(tmp_path / "config.toml")


def test_keys_come_with_the_place_of_their_file(path: Path) -> None:
    path.write_text('[keys]\ntop_up = "z"\n', encoding="utf-8")
    wanted = preferences.keys()
    assert wanted.table == {"top_up": "z"}
    assert wanted.path.endswith("config.toml")


def test_keys_of_a_broken_file_are_the_usual_ones(path: Path) -> None:
    path.write_text("keys = ", encoding="utf-8")
    assert not preferences.keys().table
