"""Access and refresh tokens: real JWTs signed with a secret of this process."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Literal

import jwt

from cabinet_tui.sandbox.clock import Clock
from cabinet_tui.sandbox.state import Account, State

Kind = Literal["access", "refresh"]
ALGORITHM = "HS256"


class TokenRefusedError(Exception):
    """A token is not ours, not of this kind, expired or revoked."""


class NobodyError(TokenRefusedError):
    """A token is good, but its account is gone."""


@dataclass(frozen=True)
class Lives:
    """How long tokens are good for."""

    access: timedelta = timedelta(minutes=15)
    refresh: timedelta = timedelta(days=7)


class Tokens:
    """Issues and reads tokens by the sandbox's clock.

    Those of one second that are not `numbered` are the same.
    """

    def __init__(self, secret: str, clock: Clock, lives: Lives, *, numbered: bool = True) -> None:
        self._secret = secret
        self._clock = clock
        self._lives = lives
        self._numbered = numbered
        self._serial = count(1)

    def issue(self, account: Account, kind: Kind) -> str:
        """A new token of the account."""
        now = self._clock.now()
        life = self._lives.access if kind == "access" else self._lives.refresh
        claims: dict[str, str | int] = {
            "sub": str(account.id),
            "type": kind,
            "iat": int(now.timestamp()),
            "exp": int((now + life).timestamp()),
            "epoch": _epoch(account, kind),
        }
        if self._numbered:
            claims["jti"] = str(next(self._serial))
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def read(self, token: str, kind: Kind, state: State) -> Account:
        """The account a token speaks for; raises TokenRefusedError or its NobodyError."""
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                # expiry is judged below, by the sandbox's clock instead of the machine's
                options={"verify_exp": False, "verify_iat": False, "require": ["exp", "sub"]},
            )
        except (jwt.InvalidTokenError, UnicodeError) as error:
            raise TokenRefusedError from error
        if claims.get("type") != kind or claims["exp"] <= self._clock.now().timestamp():
            raise TokenRefusedError
        account = state.accounts.get(int(claims["sub"]))
        if account is None:
            raise NobodyError
        if claims.get("epoch") != _epoch(account, kind):
            raise TokenRefusedError
        return account


def _epoch(account: Account, kind: Kind) -> int:
    return account.access_epoch if kind == "access" else account.refresh_epoch
