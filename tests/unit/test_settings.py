"""Settings: a file that stays the user's own, and values that cannot be used."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from cabinet_tui import profile, settings
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.profile import Profile
from cabinet_tui.settings import Desktop, QrBlocks, QrPicture, Settings

ALL = Settings(
    language="ru",
    theme="cabinet-light",
    ascii=True,
    mouse=False,
    bell=True,
    desktop=Desktop.OSC777,
    qr_blocks=QrBlocks.OCTANTS,
    qr_picture=QrPicture.SIXEL,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "cabinet-tui" / "config.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_as_usual(path: Path) -> None:
    assert settings.read(path) == Settings()


def test_what_is_remembered_is_read_again(path: Path) -> None:
    settings.remember(path, Settings(), ALL)

    assert settings.read(path) == ALL


def test_going_back_to_the_usual_is_remembered_too(path: Path) -> None:
    settings.remember(path, Settings(), ALL)
    settings.remember(path, ALL, Settings())

    assert settings.read(path) == Settings()


def test_only_what_has_changed_is_written(path: Path) -> None:
    settings.remember(path, Settings(), replace(Settings(), bell=True))

    assert path.read_text(encoding="utf-8") == "[settings]\nbell = true\n"


def test_nothing_changed_writes_nothing(path: Path) -> None:
    settings.remember(path, ALL, ALL)

    assert not path.exists()


def test_settings_and_profiles_live_in_one_file_with_its_comments(path: Path) -> None:
    written(path, '# mine\nprofile = "home" # used at home\n\n[settings]\nbell = true # ding\n')

    settings.remember(path, Settings(), replace(Settings(), language="ru"))
    profile.remember(path, Profile("work", "https://work.example.com/cabinet"))

    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "bell = true # ding" in text
    assert settings.read(path) == Settings(language="ru", bell=True)
    assert list(profile.read(path).by_name) == ["work"]


def test_the_file_is_its_owners_alone(path: Path) -> None:
    settings.remember(path, Settings(), ALL)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "text",
    [
        "settings = 5\n",
        '[settings]\nlanguage = 5\ntheme = []\nascii = "yes"\nmouse = 0\nbell = 1\ndesktop = "x"\n',
    ],
)
def test_values_of_the_wrong_kind_say_nothing(path: Path, text: str) -> None:
    assert settings.read(written(path, text)) == Settings()


def test_settings_take_the_place_of_a_value_of_the_wrong_kind(path: Path) -> None:
    settings.remember(written(path, "settings = 5\n"), Settings(), ALL)

    assert settings.read(path) == ALL


def test_a_broken_file_is_told_and_left_alone(path: Path) -> None:
    written(path, "settings = ")

    with pytest.raises(BadSetting, match=r"config\.toml is not valid TOML"):
        settings.remember(path, Settings(), ALL)
    assert path.read_text(encoding="utf-8") == "settings = "


def test_a_file_that_cannot_be_written_is_told(path: Path) -> None:
    path.mkdir(parents=True)

    with pytest.raises(BadSetting, match="cannot be"):
        settings.remember(path, Settings(), ALL)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", {}),
        ('[keys]\ntop_up = "z"\n', {"top_up": "z"}),
        ("keys = 5\n", 5),
        ('[keys]\nhome.copy = ["c", "f10"]\n', {"home": {"copy": ["c", "f10"]}}),
    ],
)
def test_keys_are_read_as_they_stand(path: Path, text: str, keys: object) -> None:
    assert settings.read_keys(written(path, text)) == keys


def test_what_is_remembered_leaves_the_keys_alone(path: Path) -> None:
    written(path, '[keys] # mine\ntop_up = "z"\n')

    settings.remember(path, Settings(), ALL)

    assert settings.read_keys(path) == {"top_up": "z"}
    assert "[keys] # mine" in path.read_text(encoding="utf-8")
