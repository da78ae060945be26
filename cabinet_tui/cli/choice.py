"""Which of several subscriptions a command is about."""

from argparse import SUPPRESS, Namespace
from typing import TYPE_CHECKING, TypeVar

from cabinet_tui.cli import numbers
from cabinet_tui.cli.parser import Parser
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cabinet_tui.domain.subscriptions import Subscriptions
    from cabinet_tui.services.cabinet import Cabinet

T = TypeVar("T")


def add_subscription(parser: Parser, *, below: bool = False) -> None:
    """Let the subscription be named, where an account may have several.

    ``below`` marks the parser of a command below one that may have been told it already.
    """
    parser.add_argument(
        "--subscription",
        type=numbers.whole,
        default=SUPPRESS if below else None,
        metavar="ID",
        help=_("which subscription, where there are several: its number in “subscriptions”"),
    )


def about_one(
    arguments: Namespace, work: "Callable[[Cabinet], Awaitable[T]]", *, must_name: bool = False
) -> "Callable[[Cabinet], Awaitable[T]]":
    """The work, done with the subscription that was named."""

    async def whole(cabinet: "Cabinet") -> T:
        await settle(cabinet, arguments, must_name=must_name)
        return await work(cabinet)

    return whole


async def settle(cabinet: "Cabinet", arguments: Namespace, *, must_name: bool) -> None:
    """Mean the subscription that was named; nothing to do for a command that names none.

    Raises BadSetting where there are several and ``must_name`` wants one named, or where there is
    no such one; and the CabinetError that kept the list from being read. Without a name the first
    sensible one is shown, and said.
    """
    from cabinet_tui.cli import output
    from cabinet_tui.domain.subscriptions import named_among

    if not hasattr(arguments, "subscription"):
        return
    await cabinet.subscriptions.refresh()
    remote = cabinet.store.state.subscriptions
    if remote.error is not None:
        raise remote.error
    wanted, listed = arguments.subscription, remote.value
    if wanted is not None:
        await _choose(cabinet, listed, wanted)
    elif listed is not None and listed.is_choice:
        if must_name:
            raise _unnamed(listed)
        shown = listed.find(cabinet.store.state.chosen_subscription)
        output.remark(
            _("This is about {name}; name another with --subscription ID.").format(
                name=named_among(listed, shown)
            )
        )


async def _choose(cabinet: "Cabinet", listed: "Subscriptions | None", wanted: int) -> None:
    from cabinet_tui.domain.errors import BadSetting

    if listed is None:
        # One at most: its number is that of the one there is, or nobody's.
        await cabinet.subscription.refresh()
        held = cabinet.store.state.subscription.told()
        if held is not None and held.id == wanted:
            return
    elif listed.find(wanted) is not None:
        if listed.may_be_several:
            await cabinet.subscriptions.choose(wanted)
        return
    reason = _("There is no subscription {number}.").format(number=wanted)
    raise BadSetting(reason=reason, advice=_see(listed))


def _unnamed(listed: "Subscriptions") -> "Exception":
    from cabinet_tui.domain.errors import BadSetting
    from cabinet_tui.domain.subscriptions import ChoiceRequired

    several = ChoiceRequired(held=tuple(listed.held))
    return BadSetting(reason=several.what, advice=_("Name one with --subscription ID."))


def _see(listed: "Subscriptions | None") -> str:
    from cabinet_tui.domain.subscriptions import subscription_name

    names = ", ".join(subscription_name(held) for held in listed.held) if listed else ""
    return _("There are: {names}.").format(names=names) if names else ""
