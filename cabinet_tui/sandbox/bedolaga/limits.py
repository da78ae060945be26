"""The rate limits of this dialect: of selected routes, by the client's address, a minute long."""

import re

PER_MINUTE: tuple[tuple[str, str, int], ...] = (
    ("POST", r"/auth/email/login", 10),
    ("POST", r"/auth/email/register/standalone", 5),
    ("POST", r"/auth/email/verify", 10),
    ("POST", r"/auth/password/forgot", 3),
    ("POST", r"/auth/password/reset", 5),
    ("POST", r"/auth/deeplink/request", 10),
    ("POST", r"/auth/deeplink/poll", 60),
    ("POST", r"/auth/telegram(/.*)?", 10),
)
WINDOW_SECONDS = 60.0


def allowance(method: str, path: str) -> tuple[str, int] | None:
    """The limited route a path below /cabinet is of, with its requests a minute."""
    for of_method, pattern, allowed in PER_MINUTE:
        if of_method == method and re.fullmatch(pattern, path):
            return pattern, allowed
    return None
