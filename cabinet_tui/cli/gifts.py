"""``gifts``: those sent and received, what can be given, giving one and taking one."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds, numbers
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Json
    from cabinet_tui.domain.gift import Gift, GiftBook, GiftOffer
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the commands known."""
    parser = commands.add("gifts", _("show the gifts sent and received"))
    add_json(parser)
    parser.set_defaults(run=run)
    below = Commands(parser)

    offer = below.add("offer", _("show what can be given, and the ways to pay"))
    add_json(offer, below=True)
    offer.set_defaults(run=run_offer)

    buy = below.add("buy", _("buy a subscription for somebody"))
    buy.add_argument(
        "tariff_id",
        type=numbers.whole,
        metavar="TARIFF_ID",
        help=_("the number of the tariff, as “gifts offer” shows it"),
    )
    buy.add_argument(
        "--days", type=numbers.whole, required=True, metavar="N", help=_("for how long")
    )
    buy.add_argument(
        "--for",
        dest="recipient",
        default="",
        metavar=_("WHO"),
        help=_("an e-mail address or a Telegram name; without it there is a code to hand on"),
    )
    buy.add_argument("--message", default="", metavar=_("TEXT"), help=_("words to go with it"))
    buy.add_argument(
        "--method",
        default="",
        metavar="ID",
        help=_("how to pay, as “gifts offer” shows it; without it, from the balance"),
    )
    buy.add_argument(
        "--option", default="", metavar="ID", help=_("which kind of it, as “gifts offer” shows it")
    )
    deeds.add_options(buy, below=True)
    buy.set_defaults(run=run_buy)

    activate = below.add("activate", _("take a gift by its code"))
    activate.add_argument("code", metavar=_("CODE"), help=_("the code, or the link it came in"))
    deeds.add_options(activate, below=True)
    activate.set_defaults(run=run_activate)


def run(arguments: Namespace, options: Options) -> int:
    """Print the gifts."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.widgets.gift_wording import gift_lines

    async def read(cabinet: "Cabinet") -> "GiftBook":
        from cabinet_tui.domain.gift import GiftBook

        await cabinet.gifts.refresh()
        return cabinet.store.state.gifts.told() or GiftBook()

    book = visit.visit(options, read)
    is_empty = not (book.sent or book.received)
    if arguments.json:
        sent: list[Json] = [gift_document(gift) for gift in book.sent]
        received: list[Json] = [gift_document(gift) for gift in book.received]
        output.document({"sent": sent, "received": received})
    elif not is_empty:
        paper = output.Paper(options.ascii_only)
        lines = gift_lines(book.sent, book.received, ascii_only=options.ascii_only)
        codes = [gift.code for gift in (*book.sent, *book.received)]
        for line, code in zip(lines, codes, strict=True):
            paper.line(f"{line.plain}  {code}".rstrip())
    if is_empty:
        output.remark(_("No gift was sent or received yet."))
        return Exit.NOTHING
    return Exit.OK


def run_offer(arguments: Namespace, options: Options) -> int:
    """Print what can be given."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.documents import method_document, tariff_document
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.cli.wording import amount
    from cabinet_tui.locale import formats

    async def read(cabinet: "Cabinet") -> "GiftOffer":
        from cabinet_tui.domain.gift import GiftOffer

        await cabinet.gifts.refresh_offer()
        return cabinet.store.state.gift_offer.told() or GiftOffer(is_open=False)

    offer = visit.visit(options, read)
    plain = options.ascii_only
    is_empty = not (offer.is_open and offer.tariffs)
    if arguments.json:
        tariffs: list[Json] = [tariff_document(tariff) for tariff in offer.tariffs]
        methods: list[Json] = [method_document(method) for method in offer.methods]
        output.document({"is_open": offer.is_open, "tariffs": tariffs, "methods": methods})
    elif not is_empty:
        paper = output.Paper(plain)
        paper.table(
            [
                (
                    str(tariff.id),
                    tariff.name,
                    formats.days(period.days),
                    amount(period.price, ascii_only=plain),
                )
                for tariff in offer.tariffs
                for period in tariff.periods
            ],
            right=frozenset({0, 3}),
        )
        for method in offer.methods:
            for option in method.options or (None,):
                kind = f" --option {option.id}" if option else ""
                name = f"{method.name}, {option.name}" if option else method.name
                paper.line(f"--method {method.id}{kind}  {name}")
    if is_empty:
        output.remark(_("This service sells no gifts now."))
        return Exit.NOTHING
    return Exit.OK


def gift_document(gift: "Gift") -> "dict[str, Json]":
    """A gift; a code of null cannot be handed on."""
    from cabinet_tui.cli.output import utc

    return {
        "token": gift.token,
        "status": str(gift.status),
        "tariff": gift.name or None,
        "days": gift.days,
        "recipient": gift.recipient or None,
        "sender": gift.sender or None,
        "message": gift.message or None,
        "code": gift.code or None,
        "link": gift.link or None,
        "payment_url": gift.payment_url or None,
        "activated_by": gift.activated_by or None,
        "created_at": utc(gift.created_at),
    }


def run_buy(arguments: Namespace, options: Options) -> int:
    """Show the plan, ask, buy."""
    from cabinet_tui.cli.gift_deed import Give
    from cabinet_tui.domain.gift import GiftRequest, recipient_of

    request = GiftRequest(
        tariff_id=arguments.tariff_id,
        days=arguments.days,
        recipient=recipient_of(arguments.recipient),
        message=arguments.message,
        method=arguments.method,
        option=arguments.option,
    )
    return deeds.perform(Give(request), arguments, options)


def run_activate(arguments: Namespace, options: Options) -> int:
    """Ask, take it, tell what it gave."""
    from cabinet_tui.cli.promo import Redemption

    return deeds.perform(Redemption(arguments.code), arguments, options)
