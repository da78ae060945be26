"""Links inside a text, and where they lead."""

import pytest

from cabinet_tui.domain.links import links_in
from cabinet_tui.domain.referral import ReferralStats, share_link


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://example.com/a.", ["https://example.com/a"]),
        ("(https://example.com/a(b))", ["https://example.com/a(b)"]),
        ("a https://x.example, b http://y.example!", ["https://x.example", "http://y.example"]),
        ("tg://resolve?domain=bot", ["tg://resolve?domain=bot"]),
        ("mailto:help@example.com", ["mailto:help@example.com"]),
        ("javascript:alert(1) file:///etc/passwd happ://add/x", []),
        ("https://user@evil.example/", []),
        ("https://", []),
        ("nothing", []),
    ],
)
def test_only_links_that_may_be_opened_are_found_and_without_the_sentence_around_them(
    text: str, urls: list[str]
) -> None:
    found = links_in(text)
    assert [link.url for link in found] == urls
    assert [text[link.start : link.end] for link in found] == urls


@pytest.mark.parametrize(
    ("url", "host", "plain"),
    [
        ("https://example.com/x", "example.com", True),
        ("https://EXAMPLE.com/x", "example.com", True),
        ("https://пример.рф/", "xn--e1afmkfd.xn--p1ai", False),
        ("https://example.com\u3002evil.example/", "example.com.evil.example", False),
        ("tg://resolve?domain=bot", "resolve", True),
        ("mailto:help@example.com?subject=x", "help@example.com", True),
    ],
)
def test_a_link_tells_where_it_really_leads(url: str, host: str, *, plain: bool) -> None:
    (link,) = links_in(f"look: {url}")
    assert (link.host, link.is_plain) == (host, plain)


def test_a_text_full_of_links_has_fifty() -> None:
    assert len(links_in("https://example.com/a " * 80)) == 50


@pytest.mark.parametrize("code", ["", " ", "None", "null"])
def test_a_link_made_of_no_code_is_no_invitation(code: str) -> None:
    assert ReferralStats(code, f"https://t.me/bot?start=ref_{code}").invitation == ""


def test_what_is_shared_stays_inside_its_own_field() -> None:
    made = share_link("https://t.me/bot?start=ref_A&x=1", "a & b #c")
    assert made == (
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fbot%3Fstart%3Dref_A%26x%3D1"
        "&text=a%20%26%20b%20%23c"
    )
