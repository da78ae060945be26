"""What is remembered of a profile's server, and when that is forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest

from cabinet_tui import profile
from cabinet_tui.api.address import places
from cabinet_tui.cli.server_memory import ServerMemory, acquainted
from cabinet_tui.domain.dialect import Dialect, Found
from cabinet_tui.profile import Profile

HOST = "https://vpn.example.com"
HOME = Profile("home", f"{HOST}/vpn")
FOUND = Found(f"{HOST}/vpn/cabinet", Dialect.BEDOLAGA)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def kept(path: Path) -> Profile:
    return profile.read(path).by_name["home"]


def test_what_was_found_of_the_profiles_server_outlives_the_program(path: Path) -> None:
    profile.remember(path, HOME)

    ServerMemory(path, "home").keep(FOUND)

    assert kept(path) == acquainted(HOME, FOUND)
    assert ServerMemory(path, "home").recall(places(HOME.server)) == FOUND


def test_another_server_is_remembered_for_now_only(path: Path) -> None:
    profile.remember(path, HOME)
    memory = ServerMemory(path, "home")
    other = Found("https://other.example.com/cabinet", Dialect.DOCUMENTED)

    memory.keep(other)

    assert kept(path) == HOME
    assert memory.recall(places("https://other.example.com")) == other
    assert memory.recall(places(HOME.server)) is None


def test_nothing_is_written_before_there_is_a_profile(path: Path) -> None:
    ServerMemory(path, "home").keep(FOUND)

    assert not path.exists()


@pytest.mark.parametrize(
    "server", ["https://vpn.example.org/vpn", f"{HOST}/other", HOST, "http://", ""]
)
def test_a_server_that_was_changed_in_the_file_is_not_recalled(path: Path, server: str) -> None:
    profile.remember(path, acquainted(Profile("home", server), FOUND))

    assert ServerMemory(path, "home").recall(places(HOME.server)) is None


@pytest.mark.parametrize("dialect", ["", "klingon"])
def test_a_dialect_that_nobody_knows_is_not_recalled(path: Path, dialect: str) -> None:
    there = Profile("home", HOME.server, dialect=dialect, found_at=FOUND.base_url)
    profile.remember(path, there)

    assert ServerMemory(path, "home").recall(places(HOME.server)) is None


def test_an_upgraded_server_takes_the_place_of_what_it_was(path: Path) -> None:
    profile.remember(path, acquainted(HOME, FOUND))
    memory = ServerMemory(path, "home")
    memory.recall(places(HOME.server))
    now = Found(FOUND.base_url, Dialect.DOCUMENTED)

    memory.keep(now)

    assert memory.recall(places(HOME.server)) == now
    assert kept(path).dialect == "documented"


def test_a_new_server_of_the_profile_makes_it_forget_the_old_one(path: Path) -> None:
    profile.remember(path, acquainted(HOME, FOUND))

    profile.remember(path, Profile("home", "https://new.example.com/cabinet"))

    assert "dialect" not in path.read_text(encoding="utf-8")
    assert "found_at" not in path.read_text(encoding="utf-8")


def test_a_file_that_is_broken_or_closed_stops_nothing(path: Path) -> None:
    path.write_text("profile = ", encoding="utf-8")
    memory = ServerMemory(path, "home")

    memory.keep(FOUND)

    assert memory.recall(places(HOME.server)) == FOUND
    assert path.read_text(encoding="utf-8") == "profile = "


def test_the_language_of_the_account_is_learned_for_the_next_start(path: Path) -> None:
    profile.remember(path, HOME)
    memory = ServerMemory(path, "home")
    memory.learn_language("ru")
    assert kept(path).language == ""
    memory.keep(FOUND)
    for code, language in (("ru", "ru"), ("", "ru"), ("de", ""), ("EN", "en")):
        memory.learn_language(code)
        assert kept(path) == replace(acquainted(HOME, FOUND), language=language)
    memory.keep(Found("https://other.example.com/cabinet", Dialect.DOCUMENTED))
    memory.learn_language("ru")
    assert kept(path).language == "en"
