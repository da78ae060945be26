"""``referrals``: the link, who came by it, and what they brought."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cabinet_tui.cli import numbers, qr_options
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.by_month import Sums
    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.page import Page
    from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
    from cabinet_tui.services.cabinet import Cabinet

_PER_PAGE = 20


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("referrals", _("show the referral link and who came by it"))
    parser.add_argument(
        "--earnings", action="store_true", help=_("show what they brought instead of who they are")
    )
    parser.add_argument(
        "--by-month",
        action="store_true",
        help=_("show what they brought in each month of the last year instead"),
    )
    parser.add_argument(
        "--page",
        type=numbers.whole,
        default=1,
        metavar="N",
        help=_("which page, from 1 (the newest)"),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--qr", action="store_true", help=_("draw the link as a QR code, and nothing else")
    )
    form.add_argument("--json", action="store_true", help=_("write JSON, for programs"))
    qr_options.add_blocks(parser)
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _Found:
    stats: "ReferralStats"
    referrals: "Page[Referral] | None" = None
    earnings: "Page[Earning] | None" = None
    sums: "Sums | None" = None

    @property
    def page(self) -> "Page[Referral] | Page[Earning] | None":
        return self.earnings or self.referrals


def run(arguments: Namespace, options: Options) -> int:
    """Print the numbers and one page of a list."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.domain.errors import NotFound

    async def read(cabinet: "Cabinet") -> _Found:
        await cabinet.referrals.refresh()
        stats = cabinet.store.state.referral_stats.told()
        if stats is None:
            raise NotFound(detail=_("There is no referral programme."))
        if arguments.by_month:
            return _Found(stats, sums=await _sums(cabinet))
        if arguments.earnings:
            page = await cabinet.referrals.earnings_page(arguments.page, _PER_PAGE)
            return _Found(stats, earnings=page)
        return _Found(
            stats, referrals=await cabinet.referrals.referrals_page(arguments.page, _PER_PAGE)
        )

    found = visit.visit(options, read)
    if arguments.qr:
        return _draw(found.stats.invitation, arguments, options)
    if arguments.json:
        output.document(_document(found))
    else:
        _print(found, output.Paper(options.ascii_only), is_first=arguments.page == 1)
    if found.sums is not None:
        return Exit.OK
    is_empty = found.page is None or not found.page.items
    return Exit.NOTHING if is_empty and arguments.page > 1 else Exit.OK


def _draw(link: str, arguments: Namespace, options: Options) -> int:
    from cabinet_tui.cli import output, qr
    from cabinet_tui.cli.exits import Exit

    if not link:
        output.remark(_("There is no referral link yet: write to support."))
        return Exit.NOTHING
    if qr.show(link, ascii_only=options.ascii_only, blocks=qr_options.blocks(arguments)):
        return Exit.OK
    output.Paper().line(link)
    return Exit.FAILED


async def _sums(cabinet: "Cabinet") -> "Sums":
    from cabinet_tui.cli.by_month import read_sums

    return await read_sums(
        cabinet.referrals.earnings_page,
        lambda earnings: ((item.created_at, item.amount) for item in earnings),
    )


def _document(found: _Found) -> "dict[str, Json]":
    from cabinet_tui.cli import by_month
    from cabinet_tui.cli.referral_documents import (
        earning_document,
        referral_document,
        referral_stats_document,
    )

    document: dict[str, Json] = {"stats": referral_stats_document(found.stats)}
    if found.sums is not None:
        document |= by_month.document(found.sums, lambda month: {"earned_kopeks": month.income})
    if found.page is not None:
        page = found.page
        document |= {"page": page.page, "pages": page.pages, "total": page.total}
    if found.referrals is not None:
        document["referrals"] = [referral_document(item) for item in found.referrals.items]
    if found.earnings is not None:
        document["earnings"] = [earning_document(item) for item in found.earnings.items]
    return document


def _print(found: _Found, paper: "Paper", *, is_first: bool) -> None:
    from cabinet_tui.cli import by_month

    if is_first:
        _print_stats(found.stats, paper)
        paper.line("")
    if found.sums is not None:
        by_month.show(found.sums, paper, (_("earned"),), lambda month: (month.income,))
        return
    if found.page is None or not found.page.items:
        paper.line(_("There is nothing here yet.") if is_first else _("There is nothing here."))
        return
    rows = _earning_rows if found.earnings else _referral_rows
    paper.table(rows(found, paper), right=frozenset({3}))
    if found.page.pages > 1:
        paper.line(_("Page {page} of {pages}").format(page=found.page.page, pages=found.page.pages))


def _print_stats(stats: "ReferralStats", paper: "Paper") -> None:
    from cabinet_tui.cli.wording import amount

    plain = paper.ascii_only
    converted = stats.trial_converted
    paper.facts(
        [
            (_("Link"), stats.link or _("none yet: write to support")),
            (_("Code"), stats.code),
            (_("Invited"), str(stats.total)),
            (_("Active"), str(stats.active)),
            (_("After a trial"), "" if converted is None else str(converted)),
            (_("Earned"), amount(stats.earned, ascii_only=plain)),
            (_("To withdraw"), amount(stats.available, ascii_only=plain)),
            (_("Pending"), amount(stats.pending, ascii_only=plain)),
        ]
    )


def _referral_rows(found: _Found, paper: "Paper") -> "list[tuple[str, ...]]":
    from cabinet_tui.cli.wording import amount
    from cabinet_tui.domain.labels import referral_status_label
    from cabinet_tui.locale import formats

    return [
        (
            formats.day(item.registered_at) if item.registered_at else "",
            " ".join(part for part in (item.name, _handle(item.username)) if part) or f"#{item.id}",
            referral_status_label(item.status),
            amount(item.earned, ascii_only=paper.ascii_only),
        )
        for item in (found.referrals.items if found.referrals else ())
    ]


def _earning_rows(found: _Found, paper: "Paper") -> "list[tuple[str, ...]]":
    from cabinet_tui.domain.labels import earning_label
    from cabinet_tui.locale import formats

    return [
        (
            formats.day(item.created_at) if item.created_at else "",
            item.through or (f"#{item.referral_id}" if item.referral_id else ""),
            earning_label(item.reason),
            formats.money(item.amount, signed=True, ascii_only=paper.ascii_only),
        )
        for item in (found.earnings.items if found.earnings else ())
    ]


def _handle(name: str) -> str:
    return f"@{name}" if name.strip() else ""
