"""Saving a file where a person says, never over another one unasked."""

import asyncio
from pathlib import Path

from textual.app import App

from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.widgets.qr_files import write


def typed_path(typed: str, default: str) -> Path:
    """The path that was typed; in a directory, or for nothing at all, the default name."""
    path = Path(typed.strip() or default)
    try:
        path = path.expanduser()
    except RuntimeError:
        # ``~name`` of nobody: a name like any other.
        return path
    return path / default if path.is_dir() else path


async def saved(app: App[object], path: Path, content: bytes) -> Path | None:
    """Where it is now; None when the person wants to keep what is there.

    Raises OSError, and ValueError for a character that no path can have.
    """
    try:
        return await asyncio.to_thread(write, path, content)
    except FileExistsError:
        question = _("{path} is there already. Replace it?").format(path=path)
        if not await app.push_screen_wait(ConfirmDialog(question, _("Replace"))):
            return None
    return await asyncio.to_thread(write, path, content, replace=True)
