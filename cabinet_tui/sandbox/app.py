"""The application: the documented API below /cabinet, the checkout page, the control routes."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError

from cabinet_tui.sandbox.bedolaga.arrange import arrange
from cabinet_tui.sandbox.bedolaga.mount import mount
from cabinet_tui.sandbox.box import Arrange, Sandbox, Settings
from cabinet_tui.sandbox.clock import Clock, system_clock
from cabinet_tui.sandbox.dependencies import enforce_limits
from cabinet_tui.sandbox.faults import PREFIX, FaultGate, Sleep
from cabinet_tui.sandbox.life import live
from cabinet_tui.sandbox.replies import WireJSON, invalid
from cabinet_tui.sandbox.routes import (
    auth,
    balance,
    checkout,
    control,
    events,
    info,
    promo,
    referral,
    subscription,
    tickets,
)
from cabinet_tui.sandbox.tokens import Lives
from cabinet_tui.sandbox.witness import Witness

FEATURES = (auth, balance, subscription, referral, promo, tickets, info)


def create_app(
    scenario: str = "default",
    *,
    dialect: str = "documented",
    clock: Clock | None = None,
    limits: bool = True,
    access_seconds: float = 15 * 60,
    refresh_seconds: float = 7 * 24 * 3600,
    reply_after: float | None = 4.0,
    seed: int = 20261123,
    sleep: Sleep = asyncio.sleep,
    monotonic: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """A sandbox of its own; raises KeyError for an unknown scenario or dialect."""
    put_routes, arranged = DIALECTS[dialect]
    settings = Settings(
        secret=secrets.token_hex(32),
        scenario=scenario,
        dialect=dialect,
        seed=seed,
        limits=limits,
        lives=Lives(timedelta(seconds=access_seconds), timedelta(seconds=refresh_seconds)),
        reply_after=reply_after,
    )
    box = Sandbox(settings, clock or system_clock(), sleep, monotonic, arranged)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        box.spawn(live(box, sleep))
        yield
        await box.stop()

    app = FastAPI(
        title="Cabinet sandbox", lifespan=lifespan, docs_url=None, redoc_url=None, debug=False
    )
    app.state.box = box
    put_routes(app)
    _add_common_routes(app)
    app.add_middleware(FaultGate, faults=lambda: box.faults, sleep=sleep)
    app.add_middleware(Witness, box=box)
    return app


def _add_documented_routes(app: FastAPI) -> None:
    api = APIRouter(prefix=PREFIX, dependencies=[Depends(enforce_limits)])
    for feature in FEATURES:
        api.include_router(feature.router)
    app.include_router(api)
    app.include_router(events.router, prefix=PREFIX)

    @app.exception_handler(RequestValidationError)
    async def on_invalid(_request: Request, error: RequestValidationError) -> WireJSON:
        return invalid(error)


def _add_common_routes(app: FastAPI) -> None:
    app.include_router(checkout.router)
    app.include_router(control.router)

    @app.exception_handler(Exception)
    async def on_bug(request: Request, error: Exception) -> WireJSON:
        logging.getLogger(__name__).error("%s failed", request.url.path, exc_info=error)
        return WireJSON({"detail": "Internal server error"}, status_code=500)


DIALECTS: dict[str, tuple[Callable[[FastAPI], None], Arrange | None]] = {
    "documented": (_add_documented_routes, None),
    "bedolaga": (mount, arrange),
}
"""How each dialect puts its routes in, and what it does to a scenario."""
