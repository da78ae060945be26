"""WebSocket frames no client should trip over."""

import json

from cabinet_tui.sandbox.scenarios.venom import TEXTS

EVENTS: tuple[object, ...] = (
    {"type": "account_frozen_\x1b[5m", "data": {"reason": TEXTS[1]}, "timestamp": "tomorrow"},
    {"type": "payment_completed", "data": None, "timestamp": None},
    {"type": "payment_completed"},
    {"type": "balance_updated", "data": {"new_balance_rubles": "a lot"}, "timestamp": 0},
    {"type": "subscription_renewed", "data": [1, 2, 3], "timestamp": "", "x_new": {}},
    {"type": "ticket_reply", "data": {"ticket_id": "three", "message": TEXTS[4]}},
    {"type": "ticket_reply", "data": {"ticket_id": 10**12, "message": "half \ud83d"}},
    {"type": 42, "data": {}},
    {"data": {"no": "type"}},
    ["not", "an", "object"],
    None,
)
FRAMES = ("", "{ not json", "\x00", "x" * 70_000, *(json.dumps(event) for event in EVENTS))
