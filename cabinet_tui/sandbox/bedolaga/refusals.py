"""Refusals whose detail is a dictionary with a code."""

from typing import NoReturn

from fastapi import HTTPException


def refuse(status: int, code: str, message: str, **more: object) -> NoReturn:
    """Raise a refusal; `more` are the fields beside the code and the message, JSON values."""
    raise HTTPException(status, {"code": code, "message": message, **more})
