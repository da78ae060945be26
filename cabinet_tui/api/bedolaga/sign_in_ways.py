"""Which ways in there are: ``/branding/email-auth``."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Flag, Wire
from cabinet_tui.domain.sign_in_ways import EmailSignIn


class EmailAuth(Wire):
    """What is switched on; what is not said is."""

    enabled: Flag = None
    verification_enabled: Flag = None


class BedolagaSignInWays:
    """Satisfies ``services.gateways.sign_in_ways.SignInWaysGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def email_sign_in(self) -> EmailSignIn:
        """Whether e-mail and password serve here."""
        call = Call("GET", "/branding/email-auth", public=True)
        told = await self._client.ask(call, EmailAuth)
        return EmailSignIn(
            enabled=told.enabled is not False, verification=told.verification_enabled is not False
        )
