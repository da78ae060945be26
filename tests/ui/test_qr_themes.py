"""The code in the whole app, under every theme and on several screens."""

from tests.picture import picture, qr_texts
from tests.services.full_house import LINK, full_house
from tests.ui.stage import Stage, staged


def read(stage: Stage) -> list[str]:
    return qr_texts(picture(stage.app))


async def test_under_every_theme_the_code_is_read_or_what_is_missing_is_said() -> None:
    async with staged(full_house(), size=(80, 24)) as stage:
        await stage.press("4")
        await stage.until(lambda: read(stage) == [LINK])
        for theme in stage.app.available_themes:
            stage.app.theme = theme
            for size in ((80, 24), (60, 17), (120, 36)):
                await stage.pilot.resize_terminal(*size)
                await stage.until(
                    lambda: read(stage) == [LINK] or "The QR code needs" in stage.words()
                )
                await stage.press("f")
                await stage.until(lambda: len(stage.app.screen_stack) == 2)
                await stage.until(lambda: read(stage) == [LINK])
                await stage.press("escape")
                await stage.until(lambda: len(stage.app.screen_stack) == 1)
