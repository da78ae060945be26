"""A 422 as this server writes it: the framework's own list, the input included."""

import math
from typing import Any

from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError

from cabinet_tui.sandbox.replies import WireJSON


def invalid(error: RequestValidationError) -> WireJSON:
    """The response for a body or a query that does not fit."""
    found = [{k: v for k, v in item.items() if k != "url"} for item in error.errors()]
    return WireJSON(
        {"detail": _finite(jsonable_encoder(found, custom_encoder={Exception: str}))}, 422
    )


def _finite(value: Any) -> Any:  # any JSON; an infinity in the input cannot be sent back
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_finite(part) for part in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
