"""Documents to be accepted before somebody is let in."""

import io
import sys

import pytest

from cabinet_tui import locale
from cabinet_tui.cli import consent, linear
from cabinet_tui.domain.sign_in_refusals import ConsentRequired

DOCUMENTS = ("rules", "privacy_policy")


class Gate:
    """Lets in whoever accepts everything."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    async def __call__(self, accepted: tuple[str, ...]) -> str:
        self.asked.append(accepted)
        if accepted != DOCUMENTS:
            raise ConsentRequired(documents=DOCUMENTS)
        return "in"


async def test_who_says_yes_is_let_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    locale.use("en")
    gate = Gate()
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))

    with linear.conversation():
        assert await consent.given(gate) == "in"

    assert gate.asked == [(), DOCUMENTS]
    assert "Rules, Privacy policy" in capsys.readouterr().err


@pytest.mark.parametrize("answer", ["n\n", ""])
async def test_who_says_no_or_nothing_is_told_what_is_missing(
    answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))

    with linear.conversation(), pytest.raises(ConsentRequired):
        await consent.given(gate)

    assert gate.asked == [()]


async def test_nobody_is_asked_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate()
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))

    with pytest.raises(ConsentRequired):
        await consent.given(gate)
