"""Documents that a service wants accepted before it lets anybody in."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from cabinet_tui.cli import output, questions
from cabinet_tui.domain.sign_in_refusals import ConsentRequired
from cabinet_tui.locale import _

T = TypeVar("T")


async def given(act: Callable[[tuple[str, ...]], Awaitable[T]]) -> T:
    """Do it, with the documents accepted if somebody is there and says so.

    Raises ConsentRequired where nobody does, and what ``act`` raises.
    """
    try:
        return await act(())
    except ConsentRequired as error:
        documents = tuple(error.documents)
        if not documents or not questions.can_ask() or not _agreed(error.what, documents):
            raise
    return await act(documents)


def _agreed(what: str, documents: tuple[str, ...]) -> bool:
    from cabinet_tui.widgets.consent_wording import document_title

    output.remark(f"{what} {', '.join(map(document_title, documents))}.")
    output.remark(_("“cabinet-tui page” shows what they say."))
    return questions.agreed(_("Do you accept them?"))
