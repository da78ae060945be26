"""``pages`` and ``page``: rules, legal texts and answers to questions; need no session."""

from argparse import Namespace
from typing import TYPE_CHECKING, TypeVar

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.service_pages import ServicePage
    from cabinet_tui.services.cabinet import Cabinet

T = TypeVar("T")


def add(commands: Commands) -> None:
    """Make the commands known."""
    listed = commands.add("pages", _("show which texts of the service can be read"))
    add_json(listed)
    listed.set_defaults(run=run_list)
    names = [str(name) for name in PageName]
    page = commands.add("page", _("read rules, a legal text or answers to questions"))
    page.add_argument(
        "name",
        choices=names,
        metavar="NAME",
        help=_("one of: {names}").format(names=", ".join(names)),
    )
    add_json(page)
    page.set_defaults(run=run_page)


def run_list(arguments: Namespace, options: Options) -> int:
    """Print their names."""
    from cabinet_tui.cli import output
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.widgets.page_wording import page_title

    async def read(cabinet: "Cabinet") -> "Sequence[PageName]":
        await cabinet.pages.refresh_names()
        return cabinet.store.state.page_names.told() or ()

    names = _as_anybody(options, read)
    if arguments.json:
        output.document({"pages": [str(name) for name in names]})
    elif names:
        paper = output.Paper(options.ascii_only)
        paper.table([(str(name), page_title(name)) for name in names])
    else:
        output.remark(_("The service has written nothing here."))
    return Exit.OK if names else Exit.NOTHING


def run_page(arguments: Namespace, options: Options) -> int:
    """Print one of them."""
    from cabinet_tui.cli import output
    from cabinet_tui.cli.exits import Exit

    wanted = PageName(arguments.name)

    async def read(cabinet: "Cabinet") -> "ServicePage | None":
        await cabinet.pages.refresh(wanted)
        return cabinet.store.state.page(wanted).told()

    page = _as_anybody(options, read)
    has_text = page is not None and bool(page.text.text)
    if arguments.json:
        output.document(
            {
                "name": str(wanted),
                "text": page.text.text if page else "",
                "links": [link.url for link in page.text.links] if page else [],
                "updated_at": output.utc(page.updated_at) if page else None,
            }
        )
    elif page is not None and has_text:
        _print(page, output.Paper(options.ascii_only))
    else:
        output.remark(_("The service has written nothing here."))
    return Exit.OK if has_text else Exit.NOTHING


def _print(page: "ServicePage", paper: "Paper") -> None:
    for line in page.text.text.split("\n"):
        paper.prose(line)
    # What is written out whole needs no second telling.
    unseen = [link.url for link in page.text.links if link.url not in page.text.text]
    if unseen:
        paper.line("")
        for url in dict.fromkeys(unseen):
            paper.line(url)


def _as_anybody(options: Options, work: "Callable[[Cabinet], Awaitable[T]]") -> T:
    """Do some work, signed in or not: whoever is signed in reads in the account's language."""
    from cabinet_tui.cli import visit

    async def whole() -> T:
        async with visit.opened(options) as cabinet:
            if await cabinet.session.restore():
                await cabinet.session.refresh_if_stale()
            return await work(cabinet)

    return visit.finish(whole)
