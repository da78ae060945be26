"""Whose requests are whose."""

import httpx


class Identity(httpx.Auth):
    """Authentication that knows whose it is, as far as that can be told."""

    @property
    def account(self) -> str:
        """A name for the account that tells nobody else which it is; empty when unknown."""
        return ""
