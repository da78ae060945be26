"""Pages, the language of an account, files: what is kept, asked for once, and looked up."""

import asyncio

import pytest

from cabinet_tui.domain.account_language import LanguageChoice
from cabinet_tui.domain.errors import NotSupported, OutcomeUnknown, Rejected
from cabinet_tui.domain.refusals import Busy
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.ticket import Message, Ticket, TicketStatus
from cabinet_tui.domain.ticket_media import Media, MediaFile, MediaKind
from tests.held_clock import settle
from tests.services.fake_reading import LANGUAGES, READING, Reading
from tests.services.fakes import DOWN
from tests.services.house import House


def reading_house() -> tuple[House, Reading]:
    reading = Reading()
    house = House(reading, READING)
    reading.pages.texts = {
        (PageName.RULES, "en"): "Rules",
        (PageName.RULES, "ru"): "Правила",
    }
    return house, reading


def media(number: int) -> Media:
    return Media(MediaKind.PHOTO, f"F{number}", f"T{number}")


async def test_a_page_is_kept_for_an_hour() -> None:
    house, _reading = reading_house()
    pages = house.cabinet.pages
    await pages.refresh_if_stale(PageName.RULES)
    await house.clock.advance(3599)
    await pages.refresh_if_stale(PageName.RULES)
    assert house.wire.count("page") == 1
    await pages.refresh(PageName.RULES)
    assert house.wire.count("page") == 2
    await pages.names_if_stale()
    await pages.names_if_stale()
    assert house.wire.count("pages") == 1


async def test_a_page_is_read_in_the_language_of_the_account() -> None:
    house, _reading = reading_house()
    pages = house.cabinet.pages
    await pages.refresh_if_stale(PageName.RULES)
    page = house.state().page(PageName.RULES).told()
    assert page is not None
    assert page.text.text == "Rules"
    await house.cabinet.language.refresh()
    assert not house.state().page(PageName.RULES).is_known
    await pages.refresh_if_stale(PageName.RULES)
    page = house.state().page(PageName.RULES).told()
    assert page is not None
    assert page.text.text == "Правила"


async def test_a_page_that_is_not_there_is_an_error_of_that_page_alone() -> None:
    house, _reading = reading_house()
    await house.cabinet.pages.refresh(PageName.OFFER)
    await house.cabinet.pages.refresh(PageName.RULES)
    assert house.state().page(PageName.OFFER).error is not None
    assert house.state().page(PageName.RULES).error is None


async def test_without_such_a_server_nothing_is_offered() -> None:
    house = House()
    for refused in (
        house.cabinet.pages.refresh(PageName.RULES),
        house.cabinet.pages.names_if_stale(),
        house.cabinet.language.refresh(),
        house.cabinet.language.choose("en"),
        house.cabinet.media.fetch(media(1)),
    ):
        with pytest.raises(NotSupported):
            await refused
    assert house.wire.calls == []


async def test_a_language_is_chosen_once_and_the_account_read_again() -> None:
    house, _reading = reading_house()
    await house.session.refresh()
    await house.cabinet.language.refresh()
    house.wire.calls.clear()
    house.wire.hold("choose_language")
    first = asyncio.create_task(house.cabinet.language.choose("en"))
    await settle()
    with pytest.raises(Busy):
        await house.cabinet.language.choose("en")
    house.wire.release("choose_language")
    assert await first == LanguageChoice("en", LANGUAGES)
    assert house.wire.calls == ["choose_language", "me"]
    assert house.state().language.value == LanguageChoice("en", LANGUAGES)
    assert house.state().reading_language == "en"


async def test_a_choice_without_an_answer_is_looked_up() -> None:
    house, _reading = reading_house()
    house.wire.failures["choose_language"] = OutcomeUnknown(host="vpn.example.com")
    with pytest.raises(OutcomeUnknown):
        await house.cabinet.language.choose("en")
    house.wire.got_through.add("choose_language")
    assert (await house.cabinet.language.choose("en")).current == "en"


async def test_a_language_that_is_refused_changes_nothing() -> None:
    house, _reading = reading_house()
    await house.cabinet.language.refresh()
    house.wire.failures["choose_language"] = Rejected(detail="Invalid language")
    with pytest.raises(Rejected):
        await house.cabinet.language.choose("xx")
    assert house.state().reading_language == "ru"


async def talk_with_files(count: int) -> tuple[House, Reading]:
    house, reading = reading_house()
    house.server.tickets.append(Ticket(1, "Pictures", TicketStatus.OPEN))
    house.server.talks[1] = tuple(
        Message(number, "", from_support=True, media=(media(number),))
        for number in range(1, count + 1)
    )
    reading.media.files = {f"F{number}": MediaFile(b"x" * number) for number in range(1, count + 1)}
    await house.tickets.conversation(1)
    return house, reading


async def test_the_newest_files_are_asked_for_their_size_once() -> None:
    house, _reading = await talk_with_files(7)
    await house.cabinet.media.learn_sizes(1)
    await house.cabinet.media.learn_sizes(1)
    assert house.state().media_sizes == {f"F{number}": number for number in (3, 4, 5, 6, 7)}
    assert house.wire.count("size") == 5


async def test_a_size_that_cannot_be_had_is_not_asked_for_again() -> None:
    house, _reading = await talk_with_files(1)
    house.wire.failures["size"] = DOWN
    await house.cabinet.media.learn_sizes(1)
    del house.wire.failures["size"]
    await house.cabinet.media.learn_sizes(1)
    assert house.state().media_sizes == {}
    assert house.wire.count("size") == 1


async def test_a_size_nobody_waited_for_is_asked_for_again() -> None:
    house, _reading = await talk_with_files(1)
    house.wire.hold("size")
    given_up = asyncio.create_task(house.cabinet.media.learn_sizes(1))
    await settle()
    given_up.cancel()
    await settle()
    house.wire.pass_on("size")
    await house.cabinet.media.learn_sizes(1)
    assert house.state().media_sizes == {"F1": 1}


async def test_a_file_that_came_tells_its_size() -> None:
    house, _reading = await talk_with_files(2)
    assert len((await house.cabinet.media.fetch(media(2))).content) == 2
    assert house.state().media_sizes == {"F2": 2}
