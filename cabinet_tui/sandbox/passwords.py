"""Passwords are kept as salted hashes even here, so a state dump never shows one."""

import hashlib
import hmac

# Few rounds: these accounts live in memory and their passwords are public.
ROUNDS = 1_000
SALT = b"cabinet-sandbox"


def hash_password(password: str) -> bytes:
    """The hash to keep."""
    return hashlib.pbkdf2_hmac("sha256", password.encode("utf-8", "replace"), SALT, ROUNDS)


def password_matches(password: str, kept: bytes | None) -> bool:
    """Whether the password is the kept one; an account without a password matches none."""
    return kept is not None and hmac.compare_digest(hash_password(password), kept)
