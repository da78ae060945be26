"""The application: the documented API below /cabinet, the checkout page, the control routes."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.routing import BaseRoute

from cabinet_tui.sandbox.bedolaga.arrange import arrange
from cabinet_tui.sandbox.bedolaga.invalid import invalid as invalid_for_bedolaga
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
    ways = DIALECTS[dialect]
    settings = Settings(
        secret=secrets.token_hex(32),
        scenario=scenario,
        dialect=dialect,
        seed=seed,
        limits=limits,
        lives=Lives(timedelta(seconds=access_seconds), timedelta(seconds=refresh_seconds)),
        reply_after=reply_after,
    )
    box = Sandbox(settings, clock or system_clock(), sleep, monotonic, ways.arrange)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        box.spawn(live(box, sleep))
        yield
        await box.stop()

    app = FastAPI(
        title="Cabinet sandbox",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        debug=False,
        routes=list(_routes(dialect)),
    )
    app.state.box = box

    @app.exception_handler(RequestValidationError)
    async def on_invalid(_request: Request, error: RequestValidationError) -> WireJSON:
        return ways.invalid(error)

    @app.exception_handler(Exception)
    async def on_bug(request: Request, error: Exception) -> WireJSON:
        logging.getLogger(__name__).error("%s failed", request.url.path, exc_info=error)
        return WireJSON({"detail": "Internal server error"}, status_code=500)

    app.add_middleware(FaultGate, faults=lambda: box.faults, sleep=sleep)
    app.add_middleware(Witness, box=box)
    return app


@cache
def _routes(dialect: str) -> tuple[BaseRoute, ...]:
    """The routes of a dialect; each finds its sandbox in the request, so all apps share them."""
    root = APIRouter()
    DIALECTS[dialect].mount(root)
    root.include_router(checkout.router)
    root.include_router(control.router)
    return tuple(root.routes)


def _mount_documented(root: APIRouter) -> None:
    api = APIRouter(prefix=PREFIX, dependencies=[Depends(enforce_limits)])
    for feature in FEATURES:
        api.include_router(feature.router)
    root.include_router(api)
    root.include_router(events.router, prefix=PREFIX)


@dataclass(frozen=True)
class Ways:
    """How a dialect puts its routes in, tells of wrong input, and what it does to a scenario."""

    mount: Callable[[APIRouter], None]
    invalid: Callable[[RequestValidationError], WireJSON]
    arrange: Arrange | None = None


DIALECTS = {
    "documented": Ways(_mount_documented, invalid),
    "bedolaga": Ways(mount, invalid_for_bedolaga, arrange),
}
