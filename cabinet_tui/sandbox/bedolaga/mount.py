"""Puts this dialect's routes together."""

from fastapi import APIRouter, Depends

from cabinet_tui.sandbox.bedolaga.dependencies import enforce_limits
from cabinet_tui.sandbox.bedolaga.features import FEATURES
from cabinet_tui.sandbox.bedolaga.routes import events
from cabinet_tui.sandbox.faults import PREFIX


def mount(root: APIRouter) -> None:
    """Add the routes of every feature, with its control routes below /sandbox."""
    api = APIRouter(prefix=PREFIX, dependencies=[Depends(enforce_limits)])
    control = APIRouter(prefix="/sandbox", include_in_schema=False)
    for feature in FEATURES:
        api.include_router(feature.router)
        orders = getattr(feature, "control", None)
        if orders is not None:
            control.include_router(orders)
    root.include_router(api)
    root.include_router(events.router, prefix=PREFIX)
    root.include_router(control)
