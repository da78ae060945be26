"""What holds for all tests."""

import gc
from pathlib import Path

import pytest

from cabinet_tui import locale

# An app that ends leaves many objects behind: collecting them at every few hundred new ones takes a
# third of a test's time. They are still collected, so what was left open is still told.
gc.set_threshold(50_000, 50, 50)

_HERE = Path(__file__).parent
_LONG = ("e2e", "faults", "fuzz", "money", "trust")
_LONG_FILES = (
    "test_generated",
    "test_bedolaga_generated",
    "test_process",
    "test_flood",
    "test_focus",
    "test_qr_sizes",
    "test_qr_themes",
    "test_any_terminal",
)
_SHORT = ("test_app_start", "test_app_session", "test_read_only", "test_coverage_claims")


_ONLY_SHORT = "not walk"


def _is_long(path: Path) -> bool:
    """Whether a file is a long walk: whole rooms are, and some files, but for a few."""
    is_long = path.relative_to(_HERE).parts[0] in _LONG or path.stem in _LONG_FILES
    return is_long and path.stem not in _SHORT


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A long walk that nobody asked for is not even read."""
    is_named = any(collection_path.stem in argument for argument in config.args)
    is_test = collection_path.name.startswith("test_")
    is_unwanted = config.option.markexpr == _ONLY_SHORT and not is_named
    return True if is_unwanted and is_test and _is_long(collection_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Every test begins in English: the language is the one thing that a whole process shares."""
    locale.use("en")


def pytest_collection_finish() -> None:
    """What was read to find the tests stays: nobody looks through it again for what is garbage."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is a long walk is marked as one."""
    for item in items:
        if _is_long(item.path):
            item.add_marker(pytest.mark.walk)
