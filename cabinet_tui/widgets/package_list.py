"""Traffic packages with their prices, aligned, one to be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.traffic import TrafficPackage
from cabinet_tui.locale.formats import money
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.offers import discount_label
from cabinet_tui.widgets.traffic_wording import package_size

_GAP = 3


class PackageList(OptionList):
    """Gigabytes, price, the price before a discount; enter chooses."""

    DEFAULT_CSS = """
    PackageList { height: auto; max-height: 12; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Chosen(Message):
        """This package was chosen."""

        package: TrafficPackage

    packages: reactive[Sequence[TrafficPackage]] = reactive[Sequence[TrafficPackage]](
        (), init=False
    )

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    def watch_packages(self, packages: Sequence[TrafficPackage]) -> None:
        """Show these, with the cursor where it was."""
        highlighted, ascii_only = self.highlighted, glyphs_of(self.app).ascii_only
        sizes = [package_size(package) for package in packages]
        prices = [money(package.price, ascii_only=ascii_only) for package in packages]
        wide, long = max(map(len, sizes), default=0), max(map(len, prices), default=0)
        self.set_options(
            Option(
                Content.assemble(
                    size.rjust(wide),
                    " " * _GAP,
                    (price.rjust(long), "bold"),
                    " " * _GAP,
                    *_discount(package, ascii_only=ascii_only),
                )
            )
            for package, size, price in zip(packages, sizes, prices, strict=True)
        )
        if packages:
            self.highlighted = min(highlighted or 0, len(packages) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which package was chosen."""
        event.stop()
        self.post_message(self.Chosen(self.packages[event.option_index]))


def _discount(package: TrafficPackage, *, ascii_only: bool) -> list[tuple[str, str]]:
    if package.full_price is None:
        return []
    return [
        (money(package.full_price, ascii_only=ascii_only), "$text-muted strike"),
        (f"  {discount_label(package.discount_percent)}", "$text-success"),
    ]
