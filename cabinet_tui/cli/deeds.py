"""What the commands that change something have in common: a plan, a question, a result.

The plan is read in one visit and carried out in another: nobody waits at a question with an open
connection, and Ctrl+C is heard at once while it is asked.
"""

import sys
from abc import ABC, abstractmethod
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Parser, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.errors import CabinetError, OutcomeUnknown
    from cabinet_tui.domain.journal_refusals import EarlierOne
    from cabinet_tui.services.cabinet import Cabinet

P = TypeVar("P")
R = TypeVar("R")


def add_options(parser: Parser, *, below: bool = False) -> None:
    """Give a command that changes something its consent, its rehearsal and its form.

    ``below`` one that may have been told its form already.
    """
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--yes", action="store_true", help=_("do it without asking"))
    how.add_argument(
        "--dry-run", action="store_true", help=_("show what would happen and send nothing")
    )
    add_json(parser, below=below)


class Deed(ABC, Generic[P, R]):
    """One change of the account: ``P`` is what is planned, ``R`` is what came of it."""

    moves_money: ClassVar[bool] = False
    """Whether it is written into the journal: what that does not know is said before."""

    @abstractmethod
    async def plan(self, cabinet: "Cabinet") -> P:
        """What would happen; changes nothing. Raises CabinetError."""

    @abstractmethod
    def show(self, planned: P, paper: "Paper") -> None:
        """Write what would happen."""

    @abstractmethod
    def planned_document(self, planned: P) -> "Mapping[str, Json]":
        """What would happen, as JSON."""

    @abstractmethod
    def question(self, planned: P) -> str:
        """What is asked before it is done."""

    def word(self) -> str:
        """What has to be typed for a yes; empty where a plain yes is enough."""
        return ""

    @abstractmethod
    async def carry_out(self, cabinet: "Cabinet", planned: P) -> R:
        """Do it, once. Raises CabinetError."""

    @abstractmethod
    def tell(self, planned: P, result: R, paper: "Paper") -> None:
        """Write what came of it."""

    @abstractmethod
    def result_document(self, result: R) -> "Mapping[str, Json]":
        """What came of it, as JSON."""

    def objection(self, planned: P) -> "CabinetError | None":
        """Why it cannot be done as things are."""
        return None

    def is_needless(self, planned: P) -> bool:
        """Whether all is as wanted already, so that nothing is sent."""
        return False

    def if_unanswered(self) -> str:
        """What to do when no answer came and nothing could be found out, in one sentence."""
        return ""

    async def follow(self, cabinet: "Cabinet", result: R, document: "dict[str, Json]") -> int:
        """What is left to see when it is done and told; returns the exit code."""
        from cabinet_tui.cli.exits import Exit

        return Exit.OK


def perform(deed: Deed[P, R], arguments: Namespace, options: Options) -> int:
    """Show the plan, ask, do it and tell what came of it; returns the exit code."""
    from cabinet_tui.cli import choice, output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.cli.unanswered import Unanswered
    from cabinet_tui.domain.errors import OutcomeUnknown

    require_consent(arguments, options)
    asks = not (arguments.yes or arguments.dry_run)
    with reported(as_json=arguments.json) as document:
        planned = visit.visit(
            options, choice.about_one(arguments, _beginning(deed), must_name=True)
        )
        document.update(deed.planned_document(planned))
        if asks or not arguments.json:
            # A rehearsal is the output; else the plan is talk beside what comes of it.
            beside = arguments.json or not arguments.dry_run
            deed.show(planned, output.Paper(options.ascii_only, beside=beside))
        problem = deed.objection(planned)
        if problem is not None:
            raise problem
        if arguments.dry_run or deed.is_needless(planned):
            return Exit.OK
        if asks and not _agreed(deed, planned):
            output.remark(_("Nothing was done."))
            return Exit.FAILED

        async def do(cabinet: "Cabinet") -> int:
            await choice.settle(cabinet, arguments, must_name=True)
            try:
                result = await deed.carry_out(cabinet, planned)
            except OutcomeUnknown as error:
                if type(error) is OutcomeUnknown:
                    raise Unanswered(error.host, deed.if_unanswered()) from error
                raise
            document.update({"done": True, **deed.result_document(result)})
            if not arguments.json:
                deed.tell(planned, result, output.Paper(options.ascii_only))
                sys.stdout.flush()
            return await deed.follow(cabinet, result, document)

        with interruptible(document):
            return _done(do, options, asks=asks)


def _beginning(deed: Deed[P, R]) -> "Callable[[Cabinet], Awaitable[P]]":
    """Make the plan, after what is to be known of earlier requests."""

    async def plan(cabinet: "Cabinet") -> P:
        if deed.moves_money:
            from cabinet_tui.cli import earlier

            await earlier.tell(cabinet)
        return await deed.plan(cabinet)

    return plan


def _done(do: "Callable[[Cabinet], Awaitable[int]]", options: Options, *, asks: bool) -> int:
    """Do it, once more despite an earlier one like it if the person says so."""
    from cabinet_tui.cli import visit
    from cabinet_tui.domain.journal_refusals import EarlierOne

    try:
        return visit.visit(options, do)
    except EarlierOne as error:
        if not (asks and _agreed_to_repeat(error)):
            raise
        again = _despite(error, do)
    return visit.visit(options, again)


def _agreed_to_repeat(error: "EarlierOne") -> bool:
    from cabinet_tui.cli import output, questions

    output.remark(str(error))
    return questions.agreed(_("Do it all the same?"))


def _despite(
    error: "EarlierOne", do: "Callable[[Cabinet], Awaitable[int]]"
) -> "Callable[[Cabinet], Awaitable[int]]":
    """Do it although an earlier one like it may have been done: the person said so."""

    async def work(cabinet: "Cabinet") -> int:
        if error.entry is not None and error.entry.is_open:
            await cabinet.journal.dismiss(error.entry.id)
        return await do(cabinet)

    return work


def _agreed(deed: Deed[P, R], planned: P) -> bool:
    from cabinet_tui.cli import questions

    question, word = deed.question(planned), deed.word()
    return questions.typed(question, word) if word else questions.agreed(question)


def require_consent(arguments: Namespace, options: Options) -> None:
    """Raise BadSetting where nothing may be changed, or where nobody is there to say yes."""
    if arguments.dry_run:
        return
    require_writing(options)
    from cabinet_tui.cli import questions
    from cabinet_tui.domain.errors import BadSetting

    if not arguments.yes and not questions.can_ask():
        raise BadSetting(
            reason=_("There is no terminal to ask for a yes."),
            advice=_("Add --yes to do it, or --dry-run to see what would happen."),
        )


def require_writing(options: Options) -> None:
    """Raise BadSetting where nothing may be changed."""
    from cabinet_tui.domain.errors import BadSetting

    if options.read_only:
        raise BadSetting(
            reason=_("Nothing may be changed here: the program was started with --read-only."),
            advice=_("Start it without that to go on."),
        )


@contextmanager
def reported(*, as_json: bool) -> "Iterator[dict[str, Json]]":
    """Collects the JSON document of a change, written at the end whatever the end is.

    ``done`` is null where nobody knows.
    """
    from cabinet_tui.cli import output
    from cabinet_tui.cli.documents import error_document
    from cabinet_tui.domain.errors import CabinetError, OutcomeUnknown

    document: dict[str, Json] = {"done": False}
    try:
        yield document
    except CabinetError as error:
        document["error"] = error_document(error)
        if isinstance(error, OutcomeUnknown):
            document["done"] = _was_done(error)
        raise
    except KeyboardInterrupt:
        document["error"] = {"code": "interrupted"}
        raise
    finally:
        if as_json:
            output.document(document)


def _was_done(error: "OutcomeUnknown") -> bool | None:
    from cabinet_tui.cli.payment_unclear import PaymentUnclear
    from cabinet_tui.domain.journal_refusals import EarlierOne
    from cabinet_tui.domain.outcome import Outcome
    from cabinet_tui.domain.refusals import OutcomeFound
    from cabinet_tui.domain.withdrawal_refusals import WithdrawalFound

    match error:
        case EarlierOne():
            return False
        case WithdrawalFound(looked=True):
            return error.request_id is not None
        case OutcomeFound(outcome=Outcome.CHARGED):
            return True
        case OutcomeFound(outcome=Outcome.NOT_CHARGED):
            return False
        case PaymentUnclear(looked=True):
            return error.created is not None
        case _:
            return None


@contextmanager
def interruptible(document: "dict[str, Json]") -> Iterator[None]:
    """Ctrl+C before the answer to a request: say that nobody knows what it did."""
    try:
        yield
    except KeyboardInterrupt:
        if document["done"]:
            raise
        from cabinet_tui.cli import output

        document["done"] = None
        output.remark(
            _(
                "Interrupted: it is not known whether it was done. "
                "Look at the account before you try again."
            )
        )
        raise
