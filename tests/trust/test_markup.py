"""No text of a server is ever read as markup: what the source does, and what Textual then reads."""

import pytest

from tests.trust.markup_reading import places, risks, room


def test_nothing_in_the_source_reads_markup_in_a_text_that_is_not_ours() -> None:
    watched = room()
    assert risks(watched) == []
    assert len(watched.trees) > 200
    assert places(watched) > 200


@pytest.mark.parametrize(
    "planted",
    [
        "Static(ticket.subject)",
        "Static(id='note')",
        "Label(f'{name}')",
        "app.notify(str(error))",
        "self.app.notify(text, markup=True)",
        "OptionList(*rows)",
        "Button(server.name)",
        "Button(_('Buy {name}').format(name=tariff.name))",
        "Checkbox(label=text)",
        "table.add_column(name)",
        "TabPane(title, body)",
        "self.border_title = tariff.name",
        "button.label = self.words",
        "widget.tooltip: str = text",
        "Content.from_markup(text)",
        "Text.from_markup(text)",
        "Markdown(page.text)",
        "Hit(1, text, run)",
        "TextArea(placeholder=hint)",
        "class Line(Static):\n    pass\nLine(text)",
        "class Line(Static):\n    pass\nclass Fine(Line):\n    pass\nFine(text, id='x')",
        "class Line(Widget):\n    def render(self) -> str:\n        return self.text",
        "class Line(Widget):\n    def render(self):\n        return self.text",
        "class Many(DataTable[str]):\n    pass\nMany()",
        "DataTable().add_row(text)",
    ],
)
def test_a_planted_fault_is_seen(planted: str) -> None:
    assert risks(room({"planted.py": planted})) != []


@pytest.mark.parametrize(
    "careful",
    [
        "Static(text, markup=False)",
        "Static(classes='space')",
        "Button(_('Send'))",
        "Button(Content(text))",
        "Button('+')",
        "app.notify(text, markup=False)",
        "class Line(Static):\n def __init__(self):\n  super().__init__(markup=False)\nLine()",
        "def words() -> Content: ...\nButton(words())",
        "class Line(Widget):\n    def render(self) -> Content:\n        return self.text",
    ],
)
def test_what_is_careful_is_let_pass(careful: str) -> None:
    assert risks(room({"careful.py": careful})) == []
