"""/info/languages and /info/user/language: in which language the service writes."""

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Caller, Say
from cabinet_tui.sandbox.replies import WireJSON

router = APIRouter(prefix="/info")

LANGUAGES = (
    ("ru", "Русский", "🇷🇺"),
    ("en", "English", "🇬🇧"),
    ("ua", "Українська", "🇺🇦"),
    ("fa", "فارسی", "🇮🇷"),
)


@router.get("/languages")
async def languages(say: Say) -> WireJSON:
    """Those there are."""
    listed: list[object] = [
        {"code": code, "name": name, "flag": flag} for code, name, flag in LANGUAGES
    ]
    return say({"languages": listed, "default": "ru"})


@router.get("/user/language")
async def language(caller: Caller, say: Say) -> WireJSON:
    """The one of the account."""
    return say({"language": caller.language})


@router.patch("/user/language")
async def set_language(caller: Caller, say: Say, body: dict[str, str]) -> WireJSON:
    """Choose another one."""
    codes = [code for code, _name, _flag in LANGUAGES]
    wanted = body.get("language", "").lower()
    if wanted not in codes:
        raise HTTPException(400, f"Invalid language. Supported: {', '.join(codes)}")
    caller.language = wanted
    return say({"language": caller.language})
