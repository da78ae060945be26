"""What a server says of its ways in before anybody has signed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EmailSignIn:
    """Whether e-mail and password serve here, and whether a new address has to be confirmed."""

    enabled: bool = True
    verification: bool = True
