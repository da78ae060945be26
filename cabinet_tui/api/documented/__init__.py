"""The documented API: every operation of its reference as a typed gateway."""

from cabinet_tui.api.documented.connect import CAPABILITIES, DocumentedApi, connect

__all__ = ["CAPABILITIES", "DocumentedApi", "connect"]
