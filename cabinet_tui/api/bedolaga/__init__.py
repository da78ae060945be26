"""The API of Bedolaga 4.x servers: every operation with a counterpart, as a typed gateway."""

from cabinet_tui.api.bedolaga.connect import CAPABILITIES, BedolagaApi, connect

__all__ = ["CAPABILITIES", "BedolagaApi", "connect"]
