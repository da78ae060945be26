"""What the service says of itself: ``/info`` and ``/branding``; needs no session."""

import asyncio
from contextlib import suppress

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Colour, Link, OpenLink, Prose, Text, Wire
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.service import Branding, ServiceInfo


class InfoReply(Wire):
    """``GET /info/service``; the terms and the privacy policy are texts elsewhere."""

    name: Text = ""
    description: Prose = ""
    support_email: Text = ""
    support_telegram: Text = ""
    website: OpenLink = ""


class BrandingReply(Wire):
    """``GET /branding``."""

    name: Text = ""
    logo_url: Link = ""


class ColoursReply(Wire):
    """``GET /branding/colors``: twelve of them; the accent is the brand's."""

    accent: Colour = ""


class BedolagaInfo:
    """Satisfies ``services.gateways.InfoGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def info(self) -> ServiceInfo:
        """Name and contacts."""
        reply = await self._client.ask(Call("GET", "/info/service", public=True), InfoReply)
        return ServiceInfo(
            name=reply.name,
            support_email=reply.support_email,
            support_telegram=reply.support_telegram,
            website=reply.website,
            description=reply.description,
        )

    async def branding(self) -> Branding:
        """Name, logo and colour."""
        reply, accent = await asyncio.gather(
            self._client.ask(Call("GET", "/branding", public=True), BrandingReply),
            self._accent(),
        )
        return Branding(name=reply.name, logo_url=reply.logo_url, primary=accent)

    async def _accent(self) -> str:
        """Empty where the server does not tell: a name is not given up for a colour."""
        call = Call("GET", "/branding/colors", public=True)
        with suppress(CabinetError):
            return (await self._client.ask(call, ColoursReply)).accent
        return ""
