"""/media: the files of messages, each opened by a token of its own."""

from secrets import compare_digest
from urllib.parse import quote

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from cabinet_tui.sandbox.bedolaga.attachments import attach_samples
from cabinet_tui.sandbox.bedolaga.dependencies import Box
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.state import Account, Attachment

router = APIRouter(prefix="/media")


def seed(_box: Sandbox, account: Account) -> None:
    """Files on what support has written so far."""
    attach_samples(account)


@router.get("/{file_id}")
async def media(box: Box, file_id: str, token: str = "") -> Response:
    """The bytes of a file."""
    found = _file(box, file_id)
    if found is None:
        raise HTTPException(404, "File not found")
    if not compare_digest(found.token.encode(), token.encode()):
        raise HTTPException(403, "Invalid media token")
    headers = {}
    if found.name:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return Response(found.content, media_type=found.content_type, headers=headers)


def _file(box: Sandbox, file_id: str) -> Attachment | None:
    return next(
        (
            file
            for account in box.state.accounts.values()
            for ticket in account.tickets.values()
            for message in ticket.messages
            for file in message.files
            if file.file_id == file_id
        ),
        None,
    )
