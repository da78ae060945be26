"""The network: httpx and pydantic live here and nowhere else. One package a dialect."""
