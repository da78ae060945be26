"""What the service says of itself: ``/info`` and ``/branding``; needs no session."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Link, OpenLink, Prose, Text, Wire
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
        """Name and logo."""
        reply = await self._client.ask(Call("GET", "/branding", public=True), BrandingReply)
        return Branding(name=reply.name, logo_url=reply.logo_url)
