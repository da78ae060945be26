"""/info and /branding: what anybody may know."""

from fastapi import APIRouter

from cabinet_tui.sandbox.dependencies import Box, Say
from cabinet_tui.sandbox.replies import WireJSON, errors
from cabinet_tui.sandbox.schemas.info import Branding, Info

router = APIRouter()


@router.get("/info", response_model=Info, responses=errors())
async def info(box: Box, say: Say) -> WireJSON:
    """About the service."""
    body = Info(
        service_name=box.state.catalogue.service_name,
        support_email="support@example.com",
        support_telegram="@support_bot",
        terms_url="https://example.com/terms",
        privacy_url="https://example.com/privacy",
    )
    return say(body)


@router.get("/branding", response_model=Branding, responses=errors())
async def branding(box: Box, say: Say) -> WireJSON:
    """What the service looks like."""
    body = Branding(
        logo_url="/media/logo.png",
        primary_color="#0088CC",
        secondary_color="#FF6600",
        app_name=box.state.catalogue.app_name,
    )
    return say(body)
