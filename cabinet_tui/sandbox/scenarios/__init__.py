"""The worlds a sandbox can start in, by name."""

from cabinet_tui.sandbox.scenarios import default
from cabinet_tui.sandbox.scenarios.scenario import Scenario

__all__ = ["SCENARIOS", "Scenario", "load"]

SCENARIOS = ("default", "empty", "poor", "huge", "flaky", "hostile")


def load(name: str) -> Scenario:
    """The scenario of this name; raises KeyError."""
    return {"default": default.SCENARIO}[name]
