"""Documents of a service as text: what stays of their markup, and that nothing of it is live."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.domain.markup_text import DOCUMENT, readable_text
from cabinet_tui.domain.readable import ReadableText, Shape
from cabinet_tui.domain.text import clean, safe_url


def shaped(document: ReadableText, shape: Shape) -> list[str]:
    return [document.text[span.start : span.end] for span in document.spans if span.shape is shape]


def linked(document: ReadableText) -> list[tuple[str, str]]:
    return [(document.text[link.start : link.end], link.url) for link in document.links]


def test_html_as_a_bot_has_it_keeps_its_lines() -> None:
    document = readable_text("<b>Rules</b>\n\n1. Be kind.\n2. Share <i>nothing</i>.")
    assert document.text == "Rules\n\n1. Be kind.\n2. Share nothing."
    assert shaped(document, Shape.STRONG) == ["Rules"]
    assert shaped(document, Shape.EMPHASIS) == ["nothing"]


def test_html_as_a_web_page_has_it_flows_inside_of_paragraphs() -> None:
    document = readable_text("<h2>Offer</h2>\n<p>One\n  two<br>\nthree</p><div>four</div>five")
    assert document.text == "Offer\n\nOne two\nthree\n\nfour\nfive"
    assert shaped(document, Shape.HEADING) == ["Offer"]


def test_lists_are_marked_numbered_and_indented() -> None:
    source = "<ul><li>a<li>b<ul><li>c</li></ul></li></ul><ol start=3><li>x</li><li>y</li></ol>"
    assert readable_text(source).text == "- a\n- b\n  - c\n\n3. x\n4. y"


def test_how_the_source_is_laid_out_makes_no_empty_lines() -> None:
    source = "<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>\n<div>c</div>\n<div>d</div>\n\ne"
    assert readable_text(source).text == "- a\n- b\n\nc\nd\n\ne"


def test_cells_of_a_row_stand_in_one_line() -> None:
    source = "<table><tr><th>plan<th>days</tr><tr><td>Light</td><td>30</td></tr></table>"
    assert readable_text(source).text == "plan | days\nLight | 30"


def test_what_is_preformatted_stays_so() -> None:
    assert readable_text("do:<pre>one\n  two</pre>").text == "do:\n\none\n  two"


def test_a_picture_is_told_by_its_words() -> None:
    assert readable_text("<p>a<img src=x alt='a plan'> b</p>").text == "a[a plan] b"


def test_markdown_loses_its_marks() -> None:
    document = readable_text(
        "# Payments #\nText **bold** and *soft*, `code`\n* one\n  - two\n> said"
    )
    assert document.text == "Payments\n\nText bold and soft, code\n- one\n  - two\nsaid"
    assert shaped(document, Shape.HEADING) == ["Payments"]
    assert shaped(document, Shape.STRONG) == ["bold"]
    assert shaped(document, Shape.CODE) == ["code"]
    assert shaped(document, Shape.QUOTE) == ["said"]


def test_fenced_markdown_is_not_read_as_markdown() -> None:
    assert readable_text("a\n```sh\n# no **heading**\n```\nb").text == "a\n# no **heading**\nb"


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "snake_case_name", "a < b > c", "<your key>", "<token>", "5 *", "[x]"]
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert readable_text(text).text == text


def test_what_looks_like_an_element_but_is_none_is_kept_beside_real_ones() -> None:
    assert readable_text("<b>Send</b> <token> to <имя>").text == "Send <token> to <имя>"


@pytest.mark.parametrize(
    "source",
    ['<a href="https://evil.example/x">https://bank.example</a>', "[bank](https://evil.example/x)"],
)
def test_a_link_tells_the_host_it_really_leads_to(source: str) -> None:
    document = readable_text(source)
    assert document.text.endswith(" (evil.example)")
    assert [link.url for link in document.links] == ["https://evil.example/x"]


def test_a_link_whose_host_can_be_read_needs_no_more() -> None:
    assert readable_text("<a href='https://t.me/helper'>t.me/helper</a>").text == "t.me/helper"


def test_links_that_are_only_written_out_are_links_too() -> None:
    document = readable_text("one\nsee https://a.example/x, or <b>write</b> mailto:me@a.example")
    assert [url for _text, url in linked(document)] == [
        "https://a.example/x",
        "mailto:me@a.example",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "happ://add/x",
        "/offer",
        "https://u:p@a.example",
    ],
)
def test_an_address_that_may_not_be_opened_is_no_link(address: str) -> None:
    assert readable_text(f'<a href="{address}">here</a>').links == ()
    assert readable_text(f"[here]({address})").links == ()


def test_scripts_styles_and_comments_are_left_out() -> None:
    source = "<style>p{}</style>a<script>if (1<2) x('<b>')</script><!-- <b>no</b> -->b"
    assert readable_text(source).text == "ab"


def test_entities_bring_nothing_in_that_steers_a_terminal() -> None:
    document = readable_text("<p>&lt;b&gt; &amp;amp; x&#27;[31m&#x9b;2J&#x202e;y&#7;</p>")
    assert document.text == "<b> &amp; x[31m›2J<U+202E>y"


def test_markup_of_ours_is_only_text() -> None:
    source = "<b>[@click=app.quit]x[/]</b> [/bold] [link=https://a.example]"
    assert readable_text(source).text == "[@click=app.quit]x[/] [/bold] [link=https://a.example]"


def test_marks_that_heap_up_over_the_borders_of_elements_are_capped() -> None:
    source = "a" + "<b>\u0316\u0317\u0318</b>" * 40
    document = readable_text(source)
    assert len(document.text) == 5
    assert clean(document.text, multiline=True) == document.text


def test_a_document_without_end_is_cut() -> None:
    document = readable_text("word " * DOCUMENT)
    assert document.text.endswith("…")
    assert len(document.text) <= DOCUMENT


@pytest.mark.parametrize(
    "piece",
    ["<a", "<!--", "<!-- <b>", "<a b='", "<b>", "<li>", "<a href=https://x.y>", "&", "[a](", "**a ",
     "`", "https://a.b ", "<br>", "\n", "- ", "<p></i>", "&#9", "<ul><li>"],
)  # fmt: skip
def test_hostile_documents_take_no_time(piece: str) -> None:
    source = (piece * DOCUMENT)[:DOCUMENT]
    began = time.process_time()
    readable_text(source)
    assert time.process_time() - began < 5.0


_PIECES = st.sampled_from(
    ["<b>", "</b>", "<p>", "</p>", "<a href='https://a.example/x'>", "</a>", "<li>", "<ul>",
     "</ul>", "<pre>", "</pre>", "<br>", "\n", " ", "  ", "word", "**", "`", "# ", "- ",
     "[x](https://b.example)", "&#27;", "&lt;", "\x1b[31m", "\u202e", "e\u0301", "https://c.example",
     "<script>", "<!--", "-->"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join)))
def test_whatever_comes_the_text_is_clean_and_its_places_are_right(source: str) -> None:
    document = readable_text(source)
    text = document.text
    assert clean(text, multiline=True, limit=DOCUMENT * 8) == text
    for span in document.spans:
        assert 0 <= span.start < span.end <= len(text)
    ends = 0
    for link in document.links:
        assert ends <= link.start < link.end <= len(text)
        ends = link.end
        assert safe_url(link.url) == link.url
