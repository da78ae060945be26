"""What the pages of /info answer."""

from pydantic import BaseModel


class PageBody(BaseModel):
    """One text; `updated_at` is None for one that came with the program."""

    content: str
    updated_at: str | None


class FaqPage(BaseModel):
    """A question and its answer."""

    id: int
    title: str
    content: str
    order: int


class Visibility(BaseModel):
    """GET /info/visibility."""

    faq: bool = True
    rules: bool = True
    privacy: bool = True
    offer: bool = True
    recurrent: bool = True
