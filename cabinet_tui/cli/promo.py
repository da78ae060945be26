"""``promo``: redeem a code."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds, numbers
from cabinet_tui.cli.deeds import Deed
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.domain.server_words import in_our_words
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.money import Kopeks
    from cabinet_tui.domain.promo import PromoResult
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("promo", _("redeem a promo code"))
    parser.add_argument("code", metavar=_("CODE"), help=_("the code"))
    # Not "subscription": nothing but the code is about that one.
    parser.add_argument(
        "--subscription",
        dest="code_for",
        type=numbers.whole,
        metavar="ID",
        help=_("which subscription, where there are several: its number in “subscriptions”"),
    )
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Ask, redeem, tell what it gave."""
    return deeds.perform(Redemption(arguments.code, arguments.code_for), arguments, options)


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What a code gave, and the balance with it."""

    promo: "PromoResult"
    balance: "Kopeks | None"


class Redemption(Deed["Kopeks | None", Redeemed]):
    """Redeems a code; what it is worth is known only afterwards."""

    moves_money = True

    def __init__(self, code: str, subscription_id: int | None = None) -> None:
        """Raises BadCode for what holds no code; a link may hold one."""
        from cabinet_tui.domain.voucher import voucher

        voucher(code)
        self._code = code.strip()
        self._subscription_id = subscription_id

    async def plan(self, cabinet: "Cabinet") -> "Kopeks | None":
        """The balance before it."""
        await cabinet.balance.refresh()
        return cabinet.store.state.balance.told()

    def show(self, planned: "Kopeks | None", paper: "Paper") -> None:
        """Write what the account has now."""
        from cabinet_tui.cli.wording import amount

        paper.facts(
            [
                (_("Code"), self._code),
                (_("Balance"), amount(planned, ascii_only=paper.ascii_only)),
            ]
        )

    def planned_document(self, planned: "Kopeks | None") -> "Mapping[str, Json]":
        """The code, and the balance before it."""
        return {"code": self._code, "balance_before_kopeks": planned}

    def question(self, planned: "Kopeks | None") -> str:
        """Whether to redeem it."""
        return _("Redeem it?")

    async def carry_out(self, cabinet: "Cabinet", planned: "Kopeks | None") -> Redeemed:
        """Redeem the code; BadSetting when it has to be said for which subscription."""
        from cabinet_tui.domain.errors import BadSetting
        from cabinet_tui.domain.promo_refusals import SubscriptionRequired

        try:
            promo = await cabinet.promo.redeem(self._code, self._subscription_id)
        except SubscriptionRequired as error:
            listed = ", ".join(f"{one.id} ({one.name})" for one in error.eligible)
            advice = _("Add --subscription with one of: {listed}.").format(listed=listed)
            raise BadSetting(reason=error.what, advice=advice) from None
        return Redeemed(promo, cabinet.store.state.balance.value)

    def if_unanswered(self) -> str:
        """That a second try does no harm."""
        return _("You can try again: a code works only once.")

    def tell(self, planned: "Kopeks | None", result: Redeemed, paper: "Paper") -> None:
        """Write what it gave."""
        from cabinet_tui.cli.wording import amount
        from cabinet_tui.locale import formats

        promo, plain = result.promo, paper.ascii_only
        paper.line(in_our_words(promo.message) or _("Done."))
        paper.facts(
            [
                (_("Money"), formats.money(promo.balance, signed=True, ascii_only=plain))
                if promo.balance
                else ("", ""),
                (_("Tariff"), promo.plan),
                (_("Time"), f"+{formats.days(promo.days)}" if promo.days else ""),
                (_("Traffic"), f"+{formats.gb(promo.gigabytes)}" if promo.gigabytes else ""),
                (_("Balance"), amount(result.balance, ascii_only=plain)),
            ]
        )

    def result_document(self, result: Redeemed) -> "Mapping[str, Json]":
        """What it gave."""
        promo = result.promo
        return {
            "message": promo.message or None,
            "bonus_kopeks": promo.balance,
            "bonus_days": promo.days,
            "bonus_gb": promo.gigabytes,
            "tariff": promo.plan or None,
            "balance_kopeks": result.balance,
        }
