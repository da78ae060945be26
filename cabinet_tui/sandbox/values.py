"""Small values every scenario and route makes alike: times as text, random names of things."""

import random
import string
import uuid
from datetime import datetime

LINK_ALPHABET = string.ascii_letters + string.digits


def iso(moment: datetime) -> str:
    """A moment as the API writes it: 2024-01-01T12:00:00Z."""
    return moment.isoformat().replace("+00:00", "Z")


def random_uuid(rng: random.Random) -> str:
    """A version 4 UUID of the seeded generator."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def random_word(rng: random.Random, length: int, alphabet: str = LINK_ALPHABET) -> str:
    """So many random letters."""
    return "".join(rng.choices(alphabet, k=length))


def random_link(rng: random.Random) -> str:
    """A subscription URL of 40 characters."""
    return f"https://sub.example.com/{random_word(rng, 16)}"


def random_referral_code(rng: random.Random) -> str:
    """Nine capitals and digits, like ABC123XYZ."""
    return random_word(rng, 9, string.ascii_uppercase + string.digits)
