"""What a service has to read: answers to questions, rules and legal texts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.readable import ReadableText, Shape, ShapedSpan, readable


class PageName(StrEnum):
    """Which of them; the value names it on the command line."""

    QUESTIONS = "faq"
    RULES = "rules"
    OFFER = "offer"
    PRIVACY = "privacy"
    RECURRENT = "recurrent"


@dataclass(frozen=True, slots=True)
class ServicePage:
    """One of them; an empty text says that the service has none."""

    name: PageName
    text: ReadableText
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that many people ask, and its answer."""

    title: str
    answer: ReadableText


def as_one(questions: Sequence[Question]) -> ReadableText:
    """Questions and answers under each other, each question as a heading."""
    text = ""
    spans: list[ShapedSpan] = []
    links = []
    for question in questions:
        text += "\n\n" if text else ""
        title = question.title.strip()
        if title:
            spans.append(ShapedSpan(len(text), len(text) + len(title), Shape.HEADING))
            text += f"{title}\n"
        place, answer = len(text), question.answer
        text += answer.text
        spans += [
            replace(span, start=span.start + place, end=span.end + place) for span in answer.spans
        ]
        links += [
            replace(link, start=link.start + place, end=link.end + place) for link in answer.links
        ]
    return readable(text, spans, links)
