"""Under --ascii every sign is drawn with one that all fonts have, in the same cells."""

import pytest
from rich.cells import cell_len

from cabinet_tui.widgets.ascii_filter import plain_signs


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain", "plain"),
        ("20\u00a0Jan", "20 Jan"),
        ("“Связь” — 3 × 5…", '"Связь" - 3 x 5~'),
        ("╭─╮ ▔▁▆█░", "+-+ -_##."),
        ("Полярный ❄ 🚀", "Полярный ? ??"),
        ("🇳🇱 NL", "?? NL"),
        ("e\u0301", "e"),
        ("日本", "日本"),
        ("½ ² ①", "? ? ?"),
        ("👨\u200d👩\u200d👧 x ❤\ufe0f", "?? x ??"),
    ],
)
def test_signs_are_replaced_and_letters_stay(text: str, plain: str) -> None:
    drawn = plain_signs(text)
    assert drawn == plain
    assert cell_len(drawn) == cell_len(text)
