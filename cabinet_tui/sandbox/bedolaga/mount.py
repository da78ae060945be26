"""Puts this dialect's routes into the application."""

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError

from cabinet_tui.sandbox.bedolaga.dependencies import enforce_limits
from cabinet_tui.sandbox.bedolaga.features import FEATURES
from cabinet_tui.sandbox.bedolaga.invalid import invalid
from cabinet_tui.sandbox.bedolaga.routes import events
from cabinet_tui.sandbox.faults import PREFIX
from cabinet_tui.sandbox.replies import WireJSON


def mount(app: FastAPI) -> None:
    """Add the routes of every feature, with its control routes below /sandbox."""
    api = APIRouter(prefix=PREFIX, dependencies=[Depends(enforce_limits)])
    control = APIRouter(prefix="/sandbox", include_in_schema=False)
    for feature in FEATURES:
        api.include_router(feature.router)
        orders = getattr(feature, "control", None)
        if orders is not None:
            control.include_router(orders)
    app.include_router(api)
    app.include_router(events.router, prefix=PREFIX)
    app.include_router(control)

    @app.exception_handler(RequestValidationError)
    async def on_invalid(_request: Request, error: RequestValidationError) -> WireJSON:
        return invalid(error)
