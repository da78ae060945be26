"""The settings dialog as tests open it, and what it was told to remember."""

from cabinet_tui.settings import Settings
from tests.ui.stage import Stage


class Kept:
    """Remembers what was to be remembered."""

    def __init__(self) -> None:
        self.changes: list[tuple[Settings, Settings]] = []

    def __call__(self, before: Settings, after: Settings) -> None:
        self.changes.append((before, after))


async def opened(stage: Stage, row: int = 0) -> None:
    """Open the settings, with the cursor on a line."""
    await stage.until_shown("1,540.50 ₽")
    await stage.press("f2")
    await stage.until_shown("Language", "English")
    await stage.press(*["down"] * row)
