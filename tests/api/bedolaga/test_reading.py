"""Pages, languages and the files of tickets as this dialect sends them; data of our own."""

import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import httpx
import pytest

from cabinet_tui.domain.account_language import Language, LanguageChoice
from cabinet_tui.domain.errors import NotACabinet, NotFound, Rejected
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.ticket_media import LARGEST, FileTooLarge, Media, MediaKind
from tests.api.bedolaga.rig import at_work, routed, saying
from tests.api.rig import answer

PHOTO = Media(MediaKind.PHOTO, "AgACx_1-z", "s3cret-token")
Handler = Callable[[httpx.Request], httpx.Response]


def sent(content: bytes, status: int = 200, **headers: str) -> Handler:
    """A file with these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    kind = {"content-type": "image/png"}
    return lambda _: httpx.Response(status, content=content, headers=kind | named)


async def test_only_pages_that_are_not_hidden_are_named() -> None:
    rig = await saying({"faq": True, "rules": False, "privacy": True, "offer": None})
    assert await rig.gate.pages.names() == (
        PageName.QUESTIONS,
        PageName.OFFER,
        PageName.PRIVACY,
        PageName.RECURRENT,
    )
    assert "authorization" not in rig.requests[0].headers


async def test_a_page_is_asked_for_in_a_language_and_read_into_plain_text() -> None:
    rig = await saying(
        {"content": "<b>Rules</b>\n\nBe <i>kind</i>.", "updated_at": "2026-02-03T04:05:06.7+00:00"}
    )
    page = await rig.gate.pages.page(PageName.RULES, "en")
    assert page.text.text == "Rules\n\nBe kind."
    assert page.updated_at == datetime(2026, 2, 3, 4, 5, 6, 700_000, UTC)
    assert rig.paths() == ["GET /info/rules"]
    assert rig.requests[0].url.params["language"] == "en"


@pytest.mark.parametrize("body", [{}, {"content": None, "updated_at": None}, {"content": 5}])
async def test_a_page_without_a_text_is_an_empty_one(body: object) -> None:
    rig = await saying(body)
    assert (await rig.gate.pages.page(PageName.OFFER, "ru")).text.text == ""


async def test_questions_are_one_page_in_their_order() -> None:
    rig = await saying(
        [
            {"id": 2, "title": "Second?", "content": "- yes", "order": 7},
            "not an item",
            {"id": 1, "title": "First?", "content": "See https://a.example/x", "order": 1},
        ]
    )
    page = await rig.gate.pages.page(PageName.QUESTIONS, "ru")
    assert page.text.text == "First?\nSee https://a.example/x\n\nSecond?\n- yes"
    assert [link.url for link in page.text.links] == ["https://a.example/x"]
    link = page.text.links[0]
    assert page.text.text[link.start : link.end] == link.url


async def test_a_page_that_is_not_there_is_not_found() -> None:
    rig = await routed({})
    with pytest.raises(NotFound):
        await rig.gate.pages.page(PageName.RULES, "ru")


async def test_the_languages_and_the_one_in_use() -> None:
    rig = await routed(
        {
            "GET /info/languages": {
                "languages": [{"code": "de", "name": "Deutsch"}, {"code": "", "name": "?"}, 3],
                "default": "de",
            },
            "GET /info/user/language": {"language": "de"},
            "PATCH /info/user/language": {"language": "en"},
        }
    )
    assert await rig.gate.language.choice() == LanguageChoice("de", (Language("de", "Deutsch"),))
    assert await rig.gate.language.choose("en") == "en"
    assert rig.body() == {"language": "en"}


async def test_a_file_comes_with_its_name_and_its_token_in_the_address() -> None:
    name = "attachment; filename*=UTF-8''%D0%BB%D0%BE%D0%B3.txt"
    rig = await at_work(sent(b"abc", content_disposition=name))
    file = await rig.gate.media.fetch(PHOTO)
    assert (file.content, file.content_type, file.name) == (b"abc", "image/png", "лог.txt")
    assert rig.paths() == ["GET /media/AgACx_1-z"]
    assert rig.requests[0].url.params["token"] == "s3cret-token"


@pytest.mark.parametrize(
    ("handler", "size"),
    [
        (sent(b"abc"), 3),
        (sent(b"a", 206, content_range="bytes 0-0/4321"), 4321),
        (sent(b"a", 206), None),
        (sent(b"", content_encoding="br"), None),
    ],
)
async def test_the_size_is_what_the_headers_tell(handler: Handler, size: int | None) -> None:
    rig = await at_work(handler)
    assert await rig.gate.media.size(PHOTO) == size
    assert rig.requests[0].headers["range"] == "bytes=0-0"


async def test_a_file_that_says_it_is_too_large_is_not_taken() -> None:
    rig = await at_work(sent(b"abc", content_length=str(LARGEST + 1)))
    with pytest.raises(FileTooLarge, match=r"25\sMB"):
        await rig.gate.media.fetch(PHOTO)


async def test_a_file_without_end_is_given_up() -> None:
    class Endless(httpx.AsyncByteStream):
        taken = 0

        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                self.taken += 1
                yield bytes(1024 * 1024)

    stream = Endless()
    kind = {"content-type": "video/mp4"}
    rig = await at_work(lambda _: httpx.Response(200, stream=stream, headers=kind))
    with pytest.raises(FileTooLarge):
        await rig.gate.media.fetch(PHOTO)
    assert stream.taken <= LARGEST // (1024 * 1024) + 2


async def test_a_web_page_is_no_file() -> None:
    rig = await at_work(sent(b"<html>", content_type="text/html; charset=utf-8"))
    with pytest.raises(NotACabinet):
        await rig.gate.media.fetch(PHOTO)


@pytest.mark.parametrize(("status", "error"), [(404, NotFound), (400, Rejected)])
async def test_a_file_that_is_refused(status: int, error: type[Exception]) -> None:
    rig = await at_work(lambda _: answer({"detail": "No"}, status))
    with pytest.raises(error):
        await rig.gate.media.fetch(PHOTO)
    with pytest.raises(error):
        await rig.gate.media.size(PHOTO)


async def test_the_token_of_a_file_is_told_to_nobody(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    rig = await at_work(lambda _: answer({"detail": "No"}, 404))
    with pytest.raises(NotFound) as caught:
        await rig.gate.media.fetch(PHOTO)
    told = f"{caplog.text} {caught.value!r} {caught.value} {PHOTO!r}"
    assert PHOTO.token not in told


def message(**fields: object) -> dict[str, object]:
    return {
        "id": 1,
        "message_text": "",
        "is_from_admin": True,
        "created_at": "2026-02-03T04:05:06Z",
        **fields,
    }


async def files_of(**fields: object) -> tuple[Media, ...]:
    rig = await routed(
        {"GET /tickets/5": {"messages": [message(**fields)], "is_reply_blocked": True}}
    )
    talk = await rig.gate.tickets.conversation(5)
    assert talk.is_blocked
    return talk.messages[0].media


async def test_the_file_of_a_message() -> None:
    assert await files_of(
        has_media=True,
        media_type="photo",
        media_file_id="F1",
        media_token="T1",
        media_caption="Here",
    ) == (Media(MediaKind.PHOTO, "F1", "T1", "Here"),)


async def test_several_files_of_a_message() -> None:
    items = [
        {"type": "photo", "file_id": "F1", "caption": None, "token": "T1"},
        {"type": "sticker", "file_id": "F2", "token": None},
        "none",
    ]
    assert await files_of(media_file_id="F1", media_type="photo", media_items=items) == (
        Media(MediaKind.PHOTO, "F1", "T1"),
        Media("sticker", "F2"),
    )


@pytest.mark.parametrize("bad", ["a b", "a\x1b[0m", 7, "é", "x" * 5000])
async def test_a_name_or_token_that_cannot_be_one_costs_neither_the_file_nor_the_message(
    bad: object,
) -> None:
    assert await files_of(media_type="photo", media_file_id=bad, media_token=bad) == (
        Media(MediaKind.PHOTO, ""),
    )


async def test_a_name_that_leads_elsewhere_stays_one_part_of_the_path() -> None:
    rig = await at_work(sent(b""))
    await rig.gate.media.fetch(Media(MediaKind.PHOTO, "../../auth/me?x=", "t"))
    assert rig.requests[0].url.raw_path.startswith(b"/cabinet/media/..%2F..%2Fauth%2Fme%3Fx%3D")
