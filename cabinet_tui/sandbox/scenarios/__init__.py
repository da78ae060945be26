"""The worlds a sandbox can start in, by name."""

from cabinet_tui.sandbox.scenarios import default, empty, flaky, hostile, huge, poor
from cabinet_tui.sandbox.scenarios.scenario import Scenario

__all__ = ["SCENARIOS", "Scenario", "load"]

SCENARIOS = {
    "default": default.SCENARIO,
    "empty": empty.SCENARIO,
    "poor": poor.SCENARIO,
    "huge": huge.SCENARIO,
    "flaky": flaky.SCENARIO,
    "hostile": hostile.SCENARIO,
}


def load(name: str) -> Scenario:
    """The scenario of this name; raises KeyError."""
    return SCENARIOS[name]
