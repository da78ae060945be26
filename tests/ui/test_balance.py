"""Balance: the history under the fingers."""

from textual.widgets import Input

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.widgets.history_table import HistoryTable
from tests.services.full_house import full_house
from tests.ui.stage import Stage, staged


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("2")
    await stage.until_shown("Movement 130", "50 of 130")


async def test_the_amounts_are_whole_and_aligned_at_80_columns() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        ends = {line.index("₽") for line in stage.text().splitlines() if "Movement" in line}
        assert len(ends) == 1
        assert max(ends) < 80


async def test_scrolling_to_the_end_loads_the_next_page_until_there_is_none() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("end")
        await stage.until_shown("100 of 130")
        await stage.press("end")
        await stage.until_shown("130 of 130")
        await stage.press("end")
        await stage.until_shown("Movement 1 ")
        assert stage.house.wire.count("transactions") == 3


async def test_the_place_in_the_list_stays_when_more_is_loaded() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        table = stage.app.screen.query_one(HistoryTable)
        await stage.press("end")
        await stage.until_shown("100 of 130")
        assert table.cursor_row == 49


async def test_a_type_shows_only_its_own_and_escape_shows_all_again() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("f", "down", "enter")
        await stage.until_shown("50 of 65", "Movement 130")
        assert "Movement 129" not in stage.text()
        assert stage.house.state().history.kind is TransactionKind.TOP_UP
        await stage.press("escape")
        await stage.until_shown("50 of 130", "Movement 129")


async def test_searching_narrows_what_is_loaded_and_loads_nothing() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        before = stage.house.wire.count("transactions")
        await stage.press("slash")
        await stage.type("movement 127")
        await stage.until_shown("1 of 50 loaded", "Movement 127")
        assert "Movement 128" not in stage.text()
        assert stage.house.wire.count("transactions") == before
        await stage.press("enter", "escape")
        await stage.until_shown("50 of 130")
        assert stage.app.screen.query_one("#search", Input).value == ""


async def test_a_search_without_a_match_says_so() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("slash")
        await stage.type("zzz")
        await stage.until_shown("Nothing that is loaded matches.")


async def test_letters_typed_into_the_search_are_not_keys() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("slash", "q", "4", "r")
        await stage.until(lambda: stage.app.screen.query_one("#search", Input).value == "q4r")
        assert stage.app.current_mode == "balance"


async def test_enter_on_a_row_shows_all_of_it() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("enter")
        await stage.until_shown("Number", "130", "YooKassa SBP")
        await stage.press("escape")
        await stage.until_gone("Number")


async def test_a_page_that_fails_keeps_what_is_loaded_and_says_why() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        stage.house.wire.failures["transactions"] = Unreachable(host="vpn.example.com")
        await stage.press("end")
        await stage.until_shown("vpn.example.com cannot be reached.", "50 of 130")


async def test_no_history_invites() -> None:
    house = full_house()
    house.server.transactions = []
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("2")
        await stage.until_shown("No money has moved yet.")


async def test_a_wide_terminal_shows_the_method_too() -> None:
    async with staged(full_house(), size=(120, 36)) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("2")
        await stage.until_shown("Method", "YooKassa SBP")


async def test_a_resize_keeps_the_rows_and_the_amounts() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.pilot.resize_terminal(100, 30)
        await stage.until_shown("Movement 130", "+500.00 ₽")
        await stage.pilot.resize_terminal(60, 20)
        await stage.until_shown("Movement 130", "+500.00 ₽")
