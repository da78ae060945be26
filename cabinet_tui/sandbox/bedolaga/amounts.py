"""Amounts as this server writes them beside the kopeks."""


def label(kopeks: int) -> str:
    """Whole roubles, a half rounded down: the number to reckon with is the kopeks."""
    return f"{(kopeks + 49) // 100} ₽"
