"""Replies as they leave the sandbox: JSON in UTF-8, with escapes where UTF-8 cannot go."""

import json
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Detail(BaseModel):
    """The documented shape of an error."""

    detail: str


class WireJSON(JSONResponse):
    """JSON that survives lone surrogates, which the hostile scenario sends on purpose."""

    def render(self, content: Any) -> bytes:  # what json can hold is Starlette's contract here
        """The body."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        try:
            return text.encode()
        except UnicodeEncodeError:
            return json.dumps(content, separators=(",", ":")).encode()


def invalid(error: RequestValidationError) -> WireJSON:
    """A 422 as FastAPI writes it, without the input: it may hold a password or an infinity."""
    found = [
        {"loc": list(item["loc"]), "msg": item["msg"], "type": item["type"]}
        for item in error.errors()
    ]
    return WireJSON({"detail": found}, status_code=422)


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI says about the errors of an operation; every operation can be limited."""
    return {status: {"model": Detail} for status in (*statuses, 429)}
