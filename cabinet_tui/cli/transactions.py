"""``transactions``: what moved the balance, page by page."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import numbers
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.balance import Transaction
    from cabinet_tui.domain.page import Page
    from cabinet_tui.services.cabinet import Cabinet

_MOST = 100
_PER_PAGE = 20


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("transactions", _("show what moved the balance, newest first"))
    parser.add_argument(
        "--type",
        choices=[kind.value for kind in TransactionKind],
        metavar=_("TYPE"),
        help=_("only of this type: {types}").format(types=", ".join(TransactionKind)),
    )
    parser.add_argument(
        "--page",
        type=numbers.whole,
        default=1,
        metavar="N",
        help=_("which page, from 1 (the newest)"),
    )
    parser.add_argument(
        "--per-page",
        type=_per_page,
        default=_PER_PAGE,
        metavar="N",
        help=_("how many on a page, up to {most}").format(most=_MOST),
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print one page of the history."""
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    kind = TransactionKind(arguments.type) if arguments.type else None

    async def read(cabinet: "Cabinet") -> "Page[Transaction]":
        return await cabinet.balance.page(arguments.page, arguments.per_page, kind)

    page = visit.visit(options, read)
    if arguments.json:
        output.document(
            {
                "page": page.page,
                "pages": page.pages,
                "total": page.total,
                "transactions": [documents.transaction_document(item) for item in page.items],
            }
        )
    else:
        _print(page, output.Paper(options.ascii_only))
    return Exit.OK if page.items else Exit.NOTHING


def _print(page: "Page[Transaction]", paper: "Paper") -> None:
    from datetime import UTC, datetime

    from cabinet_tui.domain.labels import kind_label
    from cabinet_tui.locale import formats

    if not page.items:
        paper.line(_("There are no transactions here."))
        return
    now = datetime.now(UTC)
    paper.table(
        [
            (
                formats.moment(item.created_at, now) if item.created_at else "",
                kind_label(item.kind),
                item.description,
                formats.money(item.amount, signed=True, ascii_only=paper.ascii_only),
                "" if item.completed else _("not completed"),
            )
            for item in page.items
        ],
        right=frozenset({3}),
    )
    if page.pages > 1:
        paper.line(_("Page {page} of {pages}").format(page=page.page, pages=page.pages))


def _per_page(text: str) -> int:
    return numbers.whole(text, _MOST)
