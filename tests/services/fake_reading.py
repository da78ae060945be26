"""A server with pages, languages and files, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cabinet_tui.domain.account_language import Language, LanguageChoice
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import NotFound
from cabinet_tui.domain.markup_text import readable_text
from cabinet_tui.domain.service_pages import PageName, ServicePage
from cabinet_tui.domain.ticket_media import Media, MediaFile
from cabinet_tui.services.gateways.extras import Extras
from tests.services.fake_server import Server

READING = frozenset(
    {
        Capability.PAGES,
        Capability.ACCOUNT_LANGUAGE,
        Capability.TICKET_MEDIA,
        Capability.RELIABLE_PUSHES,
    }
)
LANGUAGES = (Language("ru", "Русский"), Language("en", "English"))


@dataclass
class FakePages:
    server: Server
    texts: dict[tuple[PageName, str], str] = field(default_factory=dict)
    shown: Sequence[PageName] = (PageName.QUESTIONS, PageName.RULES)

    async def names(self) -> Sequence[PageName]:
        return await self.server.wire.answer("pages", self.shown)

    async def page(self, name: PageName, language: str) -> ServicePage:
        text = await self.server.wire.answer("page", self.texts.get((name, language)))
        if text is None:
            raise NotFound
        return ServicePage(name, readable_text(text))


@dataclass
class FakeLanguage:
    server: Server
    current: str = "ru"

    async def choice(self) -> LanguageChoice:
        return await self.server.wire.answer("language", LanguageChoice(self.current, LANGUAGES))

    async def choose(self, code: str) -> str:
        def change() -> str:
            self.current = code
            return code

        return await self.server.wire.change("choose_language", change)


@dataclass
class FakeMedia:
    server: Server
    files: dict[str, MediaFile] = field(default_factory=dict)

    async def size(self, media: Media) -> int | None:
        file = await self.server.wire.answer("size", self.files.get(media.file_id))
        return len(file.content) if file else None

    async def fetch(self, media: Media) -> MediaFile:
        file = await self.server.wire.answer("fetch", self.files.get(media.file_id))
        if file is None:
            raise NotFound
        return file


class Reading:
    """The three of them, once a server is there; given to ``House`` as its extras."""

    pages: FakePages
    language: FakeLanguage
    media: FakeMedia

    def __call__(self, server: Server) -> Extras:
        self.pages = FakePages(server)
        self.language = FakeLanguage(server)
        self.media = FakeMedia(server)
        return Extras(pages=self.pages, language=self.language, media=self.media)
