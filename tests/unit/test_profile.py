"""Profiles: which server is meant, and a file that stays the user's own."""

import stat
from pathlib import Path

import pytest

from cabinet_tui import profile
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.profile import Profile, Profiles

HOME = Profile("home", "https://home.example.com/cabinet")
WORK = Profile("work", "https://work.example.com/cabinet", "file")
BOTH = Profiles(default="home", by_name={"home": HOME, "work": WORK})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "cabinet-tui" / "config.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_there_are_no_profiles(path: Path) -> None:
    assert profile.read(path) == Profiles()


def test_what_is_remembered_is_read_again(path: Path) -> None:
    profile.remember(path, HOME)
    profile.remember(path, WORK)

    assert profile.read(path) == Profiles(default="work", by_name={"home": HOME, "work": WORK})


def test_a_profile_can_be_remembered_without_becoming_the_default(path: Path) -> None:
    profile.remember(path, HOME)
    profile.remember(path, WORK, make_default=False)

    assert profile.read(path).default == "home"


def test_a_name_with_a_dot_is_one_name(path: Path) -> None:
    profile.remember(path, Profile("me@example.com", "https://a.example.com/cabinet"))

    assert list(profile.read(path).by_name) == ["me@example.com"]


def test_comments_and_foreign_settings_stay(path: Path) -> None:
    written(path, '# mine\nprofile = "home" # used at home\n\n[look]\ntheme = "dark" # at night\n')

    profile.remember(path, WORK)

    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# used at home" in text
    assert 'theme = "dark" # at night' in text
    assert profile.read(path).by_name == {"work": WORK}


def test_the_file_and_its_directory_are_for_the_owner_only(path: Path) -> None:
    written(path, "").chmod(0o644)
    path.parent.chmod(0o755)

    profile.remember(path, HOME)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("# kept elsewhere\n", encoding="utf-8")
    path.parent.mkdir(parents=True)
    path.symlink_to(kept)

    profile.remember(path, HOME)

    assert path.is_symlink()
    assert "home.example.com" in kept.read_text(encoding="utf-8")


def test_nothing_but_the_file_is_left_behind(path: Path) -> None:
    profile.remember(path, HOME)

    assert [entry.name for entry in path.parent.iterdir()] == ["config.toml"]


def test_a_broken_file_is_named_and_not_overwritten(path: Path) -> None:
    written(path, "profile = ")

    with pytest.raises(BadSetting, match=r"config\.toml is not valid TOML"):
        profile.remember(path, HOME)
    assert path.read_text(encoding="utf-8") == "profile = "


@pytest.mark.parametrize(
    "text",
    ["profile = 5\nprofiles = 3\n", "[profiles]\nhome = 1\n", "[profiles.home]\nserver = 5\n"],
)
def test_values_of_the_wrong_kind_say_nothing(path: Path, text: str) -> None:
    profiles = profile.read(written(path, text))

    assert profiles.default == "default"
    assert all(entry.server == "" for entry in profiles.by_name.values())


def test_values_of_the_wrong_kind_give_way_to_a_profile(path: Path) -> None:
    profile.remember(written(path, "profiles = 3\n"), HOME)

    assert profile.read(path).by_name == {"home": HOME}


def chosen(
    name: str | None = None, server: str | None = None, profiles: Profiles = BOTH, **environ: str
) -> Profile:
    return profile.choose(profiles, name=name, server=server, environ=environ)


def test_the_default_profile_is_used_when_nothing_is_asked_for() -> None:
    assert chosen() == HOME


def test_a_named_profile_brings_its_server_and_its_token_store() -> None:
    assert chosen("work") == WORK


def test_the_environment_outranks_the_file() -> None:
    assert chosen(CABINET_PROFILE="work") == WORK
    assert chosen(CABINET_SERVER="https://other.example.com").server == "https://other.example.com"


def test_a_profile_asked_for_by_name_outranks_the_server_of_the_environment() -> None:
    assert chosen("work", CABINET_SERVER="https://other.example.com") == WORK


def test_the_server_asked_for_outranks_everything() -> None:
    found = chosen("work", "https://new.example.com", CABINET_SERVER="https://other.example.com")

    assert found == Profile("work", "https://new.example.com", "file")


def test_a_new_name_needs_a_server() -> None:
    assert chosen("new", "https://new.example.com").name == "new"
    with pytest.raises(BadSetting, match="no profile “new”; there are: home, work"):
        chosen("new")


def test_no_server_at_all_says_how_to_name_one() -> None:
    with pytest.raises(BadSetting) as caught:
        chosen(profiles=Profiles())
    assert caught.value.what == "There is no server to talk to."
    assert "--server" in caught.value.todo


def test_a_server_may_be_missing_where_it_can_be_asked_for() -> None:
    found = profile.choose(Profiles(), name=None, server=None, environ={}, needs_server=False)

    assert found == Profile("default", "")


@pytest.mark.parametrize("name", ["..", "../../etc", "a b", "\x1b[31m", "x" * 65])
def test_a_name_that_could_not_be_a_file_is_refused(name: str) -> None:
    with pytest.raises(BadSetting, match="cannot be the name"):
        chosen(name)
