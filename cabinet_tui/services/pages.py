"""What the service has to read: rules, legal texts, answers to questions."""

from cabinet_tui.domain.service_pages import PageName, ServicePage
from cabinet_tui.services.gateways.pages import PagesGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import PAGE_NAMES, service_page


class PagesService:
    """Keeps the pages that were asked for in the store, by the language that they are in."""

    def __init__(self, ground: Ground, gateway: PagesGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway

    async def refresh_names(self) -> None:
        """Read which pages there are; raises NotSupported where there are none."""
        await self._load_names(force=True)

    async def names_if_stale(self) -> None:
        """Read which pages there are, unless that is known."""
        await self._load_names(force=False)

    async def refresh(self, name: PageName) -> None:
        """Read a page; raises NotSupported where there are none."""
        await self._load(name, force=True)

    async def refresh_if_stale(self, name: PageName) -> None:
        """Read a page unless it was read in this hour."""
        await self._load(name, force=False)

    async def _load_names(self, *, force: bool) -> None:
        gateway = offered(self._gateway)

        async def fetch() -> tuple[PageName, ...]:
            return tuple(await gateway.names())

        await self._ground.loader.load(PAGE_NAMES, fetch, force=force)

    async def _load(self, name: PageName, *, force: bool) -> None:
        gateway = offered(self._gateway)
        language = self._ground.state.reading_language

        async def fetch() -> ServicePage:
            return await gateway.page(name, language)

        await self._ground.loader.load(service_page(name, language), fetch, force=force)
