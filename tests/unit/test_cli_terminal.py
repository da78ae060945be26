"""How Textual is told to behave before it is imported."""

import pytest

from cabinet_tui.cli import terminal
from cabinet_tui.domain.colour import Depth


def prepared(environ: dict[str, str], depth: Depth = Depth.FULL) -> dict[str, str]:
    terminal.prepare(environ, depth)
    return environ


def test_nothing_moves_anywhere() -> None:
    assert prepared({}) == {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_COLOR_SYSTEM": "truecolor"}


@pytest.mark.parametrize(
    ("depth", "name"), [(Depth.MANY, "256"), (Depth.FEW, "standard"), (Depth.NONE, "standard")]
)
def test_only_colours_that_there_are_get_written(depth: Depth, name: str) -> None:
    assert prepared({}, depth)["TEXTUAL_COLOR_SYSTEM"] == name


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_over_ssh_less_is_written(name: str) -> None:
    found = prepared({name: "x"})

    assert int(found["TEXTUAL_FPS"]) < 60
    assert found["TEXTUAL_DRIVER"] == "cabinet_tui.cli.ssh_driver:ClickDriver"


def test_what_the_user_has_set_stays() -> None:
    mine = {
        "SSH_TTY": "x",
        "TEXTUAL_FPS": "5",
        "TEXTUAL_COLOR_SYSTEM": "256",
        "TEXTUAL_ANIMATIONS": "full",
        "TEXTUAL_DRIVER": "a:B",
    }

    assert prepared(mine) == mine
