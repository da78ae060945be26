"""The computer, the sandboxes and the command line of the end-to-end tests."""

from tests.e2e.conftest import (
    cabinet,
    dialect,
    home,
    sandbox,
    shared_sandbox,
    shared_sandboxes,
    signed_in,
    world,
)

__all__ = [
    "cabinet",
    "dialect",
    "home",
    "sandbox",
    "shared_sandbox",
    "shared_sandboxes",
    "signed_in",
    "world",
]
