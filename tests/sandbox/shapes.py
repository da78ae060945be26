"""Whether two JSON values have the same shape."""

from collections.abc import Sequence
from typing import Any

FREE_KEYS = frozenset({"input", "ctx", "traffic_topup_packages"})
"""What differs by nature: what a validator was given, packages by gigabytes."""
DISCOUNTED = frozenset({"original_price_kopeks", "original_price_label", "discount_percent"})
"""What a period has beside, where it is cheaper: none of the recorded ones was."""


def differences(recorded: Any, answered: Any, where: str = "") -> list[str]:
    """Where keys or JSON types differ; null and an empty list agree with anything of theirs."""
    if where.rsplit(".", 1)[-1] in FREE_KEYS or recorded is None or answered is None:
        return []
    if isinstance(recorded, dict) and isinstance(answered, dict):
        missing = recorded.keys() - answered.keys()
        odd = missing | (answered.keys() - recorded.keys() - DISCOUNTED)
        return [f"{where}.{key}" for key in sorted(odd)] + [
            found
            for key in recorded.keys() & answered.keys()
            for found in differences(recorded[key], answered[key], f"{where}.{key}")
        ]
    if isinstance(recorded, list) and isinstance(answered, list):
        found = [_nearest(recorded or [None], item, f"{where}[]") for item in answered]
        return sorted({one for differing in found for one in differing})
    kinds = {bool: "bool", int: "number", float: "number", str: "text"}
    theirs, ours = (kinds.get(type(value), type(value).__name__) for value in (recorded, answered))
    return [] if theirs == ours else [f"{where}: {theirs} is {ours} here"]


def _nearest(recorded: Sequence[Any], item: Any, where: str) -> list[str]:
    return min((differences(example, item, where) for example in recorded), key=len)
