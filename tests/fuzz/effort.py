"""How much is tried: CI is content with a little, ``CABINET_FUZZ=50`` tries fifty times that."""

import os

from hypothesis import HealthCheck, settings

FACTOR = int(os.environ.get("CABINET_FUZZ", "1"))
"""One in CI."""
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def effort(examples: int) -> settings:
    """Settings with so many examples in CI."""
    return settings(max_examples=examples * FACTOR, deadline=None, suppress_health_check=_SLOW)
