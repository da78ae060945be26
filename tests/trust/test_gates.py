"""Texts made by chance, at each gate on their way to a person: widgets, lines, names, notices."""

import io
import json
import re
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.content import Content
from textual.style import Style

from cabinet_tui.api.wire import Prose, Text, Wire, Word, fitting
from cabinet_tui.cli.output import Paper, document, flat, remark
from cabinet_tui.domain.file_name import safe_file_name
from cabinet_tui.domain.text import clean, safe_url
from cabinet_tui.settings import Desktop
from cabinet_tui.widgets.desktop_notice import desktop_notice
from tests.e2e.dialects import DIALECTS
from tests.e2e.live import live
from tests.e2e.test_app_scenarios import SECTIONS, steering, unprintable
from tests.sandbox_server import SandboxServer
from tests.trust.grammar import read
from tests.trust.steering import steering_in
from tests.trust.venom import TEXTS

NOTICE = re.compile("\x1b\\](?:9|777;notify);[^\x00-\x1f\x7f-\x9f]*\x07")
TMUX = re.compile("\x1bPtmux;\x1b\x1b\\][^\x00-\x1f\x7f-\x9f]*\x07\x1b\\\\")
many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


class Said(Wire):
    """A thing with each kind of text."""

    line: Text
    lines: Prose
    word: Word


@given(text=TEXTS)
@many
def test_what_is_parsed_is_drawn_as_it_is_and_steers_nothing(text: str) -> None:
    said = fitting(Said, {"line": text, "lines": text, "word": text})
    assert said is not None
    for words in (said.line, said.lines, said.word):
        assert Content(words).plain == words
        for content in (Content(words), Content.assemble("a ", (words, "$accent"), "\n")):
            assert words in content.plain
            for line in content.split("\n", allow_blank=True):
                assert steering(line.render_segments(Style())) == []
                assert len(line.spans) <= 1


@given(text=TEXTS)
@many
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    for multiline in (False, True):
        once = clean(text, multiline=multiline)
        assert clean(once, multiline=multiline) == once
        assert steering_in(once) == []
        assert multiline or "\n" not in once


@given(texts=st.lists(TEXTS, min_size=2, max_size=4))
@many
def test_the_command_line_writes_clean_lines(
    texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for ascii_only in (False, True):
        written = io.StringIO()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", written)
            patched.setattr(sys, "stderr", written)
            paper = Paper(ascii_only)
            paper.line(texts[0])
            paper.prose(texts[1], indent="  ")
            paper.facts([(flat(texts[0]), texts[1])])
            paper.table([texts, texts])
            remark(texts[0])
        told = read(written.getvalue().encode())
        assert told.harm == []
        assert not told.shapes


@given(texts=st.dictionaries(TEXTS, TEXTS, max_size=3))
@many
def test_json_is_plain_ascii(texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", written)
        document(texts)
    assert re.fullmatch("[\n -~]*", written.getvalue())
    assert json.loads(written.getvalue())["schema"] == 1


@given(title=TEXTS, text=TEXTS, kind=st.sampled_from(Desktop), in_tmux=st.booleans())
@many
def test_a_desktop_notice_is_one_sequence(
    title: str, text: str, kind: Desktop, in_tmux: bool
) -> None:
    sequence = desktop_notice(kind, title, text, in_tmux=in_tmux)
    whole = TMUX if in_tmux else NOTICE
    assert sequence == "" if kind is Desktop.OFF else whole.fullmatch(sequence)


@given(text=TEXTS)
@many
def test_a_file_name_is_one_and_a_link_is_one(text: str) -> None:
    name = safe_file_name(text)
    assert steering_in(name) == []
    assert not set(name) & set("/\\\n")
    assert not name.startswith((".", "-"))
    for url in (text, f"https://a.example/{text}", f"https://{text}"):
        safe = safe_url(url)
        assert safe == "" or (safe == url.strip() and steering_in(safe) == [])


@pytest.mark.walk
@pytest.mark.timeout(120)
@pytest.mark.parametrize("dialect", DIALECTS, indirect=True)
@given(texts=st.lists(TEXTS, min_size=18, max_size=18))
@settings(max_examples=2, deadline=None, database=None, suppress_health_check=list(HealthCheck))
async def test_a_world_of_such_texts_on_the_whole_screen(
    world: SandboxServer, dialect: str, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("cabinet_tui.sandbox.scenarios.hostile.TEXTS", tuple(texts))
        patched.setattr("cabinet_tui.sandbox.scenarios.venom.TEXTS", tuple(texts))
        world.begin("hostile")
    async with live(world) as stage:
        for key, section in enumerate(SECTIONS, start=1):
            await stage.open_section(str(key), section)
            await stage.until_read()
            assert unprintable(stage) == []
        assert stage.app.return_code is None
