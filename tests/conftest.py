"""What holds for all tests."""

import gc
from pathlib import Path

import pytest

# An app that ends leaves many objects behind: collecting them at every few hundred new ones takes a
# third of a test's time. They are still collected, so what was left open is still told.
gc.set_threshold(50_000, 50, 50)

_HERE = Path(__file__).parent
_LONG = ("e2e", "faults", "fuzz", "money", "trust")
_LONG_FILES = ("test_generated", "test_process", "test_flood")
_SHORT = ("test_app_start", "test_app_session", "test_read_only", "test_coverage_claims")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole rooms and some files are long walks, but for a few that every run should have."""
    for item in items:
        room = item.path.relative_to(_HERE).parts[0]
        is_long = room in _LONG or item.path.stem in _LONG_FILES
        if is_long and item.path.stem not in _SHORT:
            item.add_marker(pytest.mark.walk)
