"""What the service says of itself: ``/info`` and ``/branding``; needs no session."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Colour, Link, OpenLink, Text, Wire
from cabinet_tui.domain.service import Branding, ServiceInfo


class InfoReply(Wire):
    """``GET /info``."""

    service_name: Text = ""
    support_email: Text = ""
    support_telegram: Text = ""
    terms_url: OpenLink = ""
    privacy_url: OpenLink = ""


class BrandingReply(Wire):
    """``GET /branding``."""

    logo_url: Link = ""
    primary_color: Colour = ""
    secondary_color: Colour = ""
    app_name: Text = ""


class DocumentedInfo:
    """Satisfies ``services.gateways.InfoGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def info(self) -> ServiceInfo:
        """Name and contacts."""
        reply = await self._client.ask(Call("GET", "/info", public=True), InfoReply)
        return ServiceInfo(
            name=reply.service_name,
            support_email=reply.support_email,
            support_telegram=reply.support_telegram,
            terms_url=reply.terms_url,
            privacy_url=reply.privacy_url,
        )

    async def branding(self) -> Branding:
        """Name and colours."""
        reply = await self._client.ask(Call("GET", "/branding", public=True), BrandingReply)
        return Branding(
            name=reply.app_name,
            logo_url=reply.logo_url,
            primary=reply.primary_color,
            secondary=reply.secondary_color,
        )
