"""The language of an account: ``/info/languages`` and ``/info/user/language``."""

import asyncio

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Items, Text, Wire, Word, each
from cabinet_tui.domain.account_language import Language, LanguageChoice


class LanguagesReply(Wire):
    """``GET /info/languages``."""

    languages: Items


class LanguageItem(Wire):
    """One of them; its flag is not asked for."""

    code: Word = ""
    name: Text = ""


class LanguageReply(Wire):
    """``GET`` and ``PATCH /info/user/language``."""

    language: Word


class BedolagaLanguage:
    """Satisfies ``services.gateways.language.LanguageGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def choice(self) -> LanguageChoice:
        """The one in use, and those there are."""
        known, used = await asyncio.gather(
            self._client.ask(Call("GET", "/info/languages", public=True), LanguagesReply),
            self._client.ask(Call("GET", "/info/user/language"), LanguageReply),
        )
        items = each(LanguageItem, known.languages)
        languages = tuple(
            Language(item.code, item.name or item.code) for item in items if item.code
        )
        return LanguageChoice(used.language, languages)

    async def choose(self, code: str) -> str:
        """Write in this one from now on."""
        call = Call("PATCH", "/info/user/language", body={"language": code})
        reply = await self._client.ask(call, LanguageReply)
        return reply.language
