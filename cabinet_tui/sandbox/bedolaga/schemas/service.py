"""Bodies of what the service says about itself."""

from collections.abc import Mapping

from pydantic import BaseModel


class ServiceInfo(BaseModel):
    """GET /info/service."""

    name: str
    description: str | None
    support_email: str | None
    support_telegram: str | None
    website: str | None


class SupportConfig(BaseModel):
    """GET /info/support-config."""

    tickets_enabled: bool = True
    support_type: str = "both"
    support_url: str | None = None
    support_username: str | None = None
    contact_is_telegram: bool = True


class LegalConsent(BaseModel):
    """GET /info/legal-consent."""

    required: bool
    prechecked: bool = False
    documents: list[str]


class Branding(BaseModel):
    """GET /branding."""

    name: str
    logo_url: str | None = None
    logo_letter: str
    has_custom_logo: bool = False


class EmailAuth(BaseModel):
    """GET /branding/email-auth."""

    enabled: bool = True
    verification_enabled: bool = True


class Enabled(BaseModel):
    """A switch of the operator."""

    enabled: bool = False


COLORS: Mapping[str, str] = {
    "accent": "#2f6fed",
    "darkBackground": "#0b1020",
    "darkSurface": "#121a30",
    "darkText": "#eef2fb",
    "darkTextSecondary": "#8f9bb8",
    "lightBackground": "#f4f6fb",
    "lightSurface": "#ffffff",
    "lightText": "#141a29",
    "lightTextSecondary": "#5d6780",
    "success": "#2aa866",
    "warning": "#d99a1c",
    "error": "#d64550",
}
"""GET /branding/colors."""


class Themes(BaseModel):
    """GET /branding/themes."""

    dark: bool = True
    light: bool = True


class TelegramWidget(BaseModel):
    """GET /branding/telegram-widget."""

    bot_username: str
    size: str = "large"
    radius: int = 8
    userpic: bool = True
    request_access: bool = True
    oidc_enabled: bool = False
    oidc_client_id: str = ""
