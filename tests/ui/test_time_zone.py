"""Times on the screen are those of the clock of whoever looks at it."""

import time
from collections.abc import Iterator

import pytest

from cabinet_tui import locale
from tests.services.full_house import full_house
from tests.ui.stage import staged


@pytest.fixture(autouse=True)
def _in_yekaterinburg() -> Iterator[None]:
    before = locale.current()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Yekaterinburg")
        time.tzset()
        locale.use("ru")
        yield
    time.tzset()
    locale.use(before)


async def test_every_section_tells_local_time() -> None:
    house = full_house()
    newest = house.server.transactions[0]
    assert newest.created_at is not None
    assert (newest.created_at.hour, newest.created_at.tzname()) == (16, "UTC")
    async with staged(house) as stage:
        await stage.until_shown("20 янв. 21:00", "20 янв. 14:00")
        await stage.press("2")
        await stage.until_shown("20 янв. 21:00")
        await stage.press("enter")
        await stage.until_shown("20 янв. 2024 21:00")
