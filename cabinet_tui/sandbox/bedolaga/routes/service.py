"""/info and /branding, as far as they are facts and switches: who the service is."""

from fastapi import APIRouter

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Say
from cabinet_tui.sandbox.bedolaga.schemas.service import (
    COLORS,
    Branding,
    EmailAuth,
    Enabled,
    LegalConsent,
    ServiceInfo,
    SupportConfig,
    TelegramWidget,
    Themes,
)
from cabinet_tui.sandbox.replies import WireJSON

router = APIRouter()


@router.get("/info/service")
async def service(box: Box, say: Say) -> WireJSON:
    """The service by name, and where its people are."""
    return say(
        ServiceInfo(
            name=box.state.catalogue.service_name,
            description="Быстро и без журналов",
            support_email="help@example.com",
            support_telegram="@sandbox_support",
            website="https://vpn.example.com",
        )
    )


@router.get("/info/support-config")
async def support_config(say: Say) -> WireJSON:
    """How support is reached."""
    return say(
        SupportConfig(
            support_url="https://t.me/sandbox_support", support_username="@sandbox_support"
        )
    )


@router.get("/info/legal-consent")
async def legal_consent(box: Box, say: Say) -> WireJSON:
    """What a registration has to agree to."""
    documents = list(box.extras.service.legal_documents)
    return say(LegalConsent(required=bool(documents), documents=documents))


@router.get("/branding")
async def branding(box: Box, say: Say) -> WireJSON:
    """The cabinet's name and letter."""
    name = box.state.catalogue.app_name
    return say(Branding(name=name, logo_letter=name.strip()[:1].upper() or "V"))


@router.get("/branding/email-auth")
async def email_auth(box: Box, say: Say) -> WireJSON:
    """Whether people sign in by e-mail here."""
    return say(EmailAuth(enabled=box.extras.service.email_sign_in))


@router.get("/branding/gift-enabled")
async def gift_enabled(box: Box, say: Say) -> WireJSON:
    """Whether gifts are sold."""
    return say(Enabled(enabled=box.extras.service.gifts))


@router.get("/branding/lite-mode")
@router.get("/branding/fullscreen")
@router.get("/branding/footer-enabled")
async def switched_off(say: Say) -> WireJSON:
    """Switches of the web cabinet, off."""
    return say(Enabled())


@router.get("/branding/colors")
async def colors(say: Say) -> WireJSON:
    """The web cabinet's colours."""
    return say(dict(COLORS))


@router.get("/branding/themes")
async def themes(say: Say) -> WireJSON:
    """The web cabinet's themes."""
    return say(Themes())


@router.get("/branding/telegram-widget")
async def telegram_widget(box: Box, say: Say) -> WireJSON:
    """The bot the web cabinet signs in by."""
    return say(TelegramWidget(bot_username=box.extras.service.bot))
