"""cabinet-tui: the account cabinet of a VPN service, in a terminal."""

__version__ = "0.1.0"
