"""``language``: in which language the service writes to the account."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds
from cabinet_tui.cli.deeds import Deed
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.account_language import LanguageChoice
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("language", _("show or choose the language the service writes in"))
    parser.add_argument(
        "code", nargs="?", default="", metavar="CODE", help=_("the language from now on, like “en”")
    )
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Show what there is; with a code show what changes, ask, change it."""
    if arguments.code:
        return deeds.perform(Choice(arguments.code.strip().lower()), arguments, options)
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit

    choice = visit.visit(options, read)
    if arguments.json:
        output.document(_document(choice))
    else:
        output.Paper(options.ascii_only).table(
            [
                ("*" if language.code == choice.current else "", language.code, language.name)
                for language in choice.languages
            ]
            or [("*", choice.current, "")]
        )
    return Exit.OK


async def read(cabinet: "Cabinet") -> "LanguageChoice":
    """The language in use and those there are; raises CabinetError."""
    from cabinet_tui.domain.errors import NotFound

    await cabinet.language.refresh()
    choice = cabinet.store.state.language.told()
    if choice is None:
        raise NotFound
    return choice


class Choice(Deed["LanguageChoice", "LanguageChoice"]):
    """Chooses another one."""

    def __init__(self, code: str) -> None:
        self._code = code

    async def plan(self, cabinet: "Cabinet") -> "LanguageChoice":
        """What it is now; raises BadSetting for a language that there is not."""
        from cabinet_tui.domain.errors import BadSetting

        choice = await read(cabinet)
        codes = [language.code for language in choice.languages]
        if self._code not in codes:
            raise BadSetting(
                reason=_("The service does not write in “{code}”.").format(code=self._code),
                advice=_("It is one of: {values}.").format(values=", ".join(codes)),
            )
        return choice

    def is_needless(self, planned: "LanguageChoice") -> bool:
        """Whether it is as wanted already."""
        return planned.current == self._code

    def show(self, planned: "LanguageChoice", paper: "Paper") -> None:
        """Write what changes."""
        paper.table([(_("language"), planned.current, "→", self._code)])

    def planned_document(self, planned: "LanguageChoice") -> "Mapping[str, Json]":
        """What it is and what it would be."""
        return {"language": planned.current, "wanted": self._code}

    def question(self, planned: "LanguageChoice") -> str:
        """Whether to change it."""
        return _("Change the language of the account?")

    async def carry_out(self, cabinet: "Cabinet", planned: "LanguageChoice") -> "LanguageChoice":
        """Change it."""
        return await cabinet.language.choose(self._code)

    def if_unanswered(self) -> str:
        """That it may be chosen again."""
        return _("You can try again.")

    def tell(self, planned: "LanguageChoice", result: "LanguageChoice", paper: "Paper") -> None:
        """Write what it is now."""
        paper.line(_("Language of the account: {name}").format(name=_name(planned, result.current)))

    def result_document(self, result: "LanguageChoice") -> "Mapping[str, Json]":
        """What it is now."""
        return {"language": result.current}


def _name(choice: "LanguageChoice", code: str) -> str:
    names = {language.code: language.name for language in choice.languages}
    return names.get(code) or code


def _document(choice: "LanguageChoice") -> "Mapping[str, Json]":
    return {
        "language": choice.current,
        "languages": [
            {"code": language.code, "name": language.name} for language in choice.languages
        ],
    }
