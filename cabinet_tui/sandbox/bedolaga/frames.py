"""WebSocket frames of this dialect that no client should trip over."""

import json

from cabinet_tui.sandbox.scenarios.venom import TEXTS

EVENTS: tuple[object, ...] = (
    {"type": "notification.account_frozen_\x1b[5m", "reason": TEXTS[1]},
    {"type": "notification.balance_topup"},
    {"type": "notification.balance_topup", "amount_kopeks": "много", "new_balance_kopeks": None},
    {"type": "balance.topup", "amount_kopeks": 10**30, "description": TEXTS[0]},
    {"type": "notification.subscription_renewed", "new_expires_at": "32.13.2026"},
    {"type": "subscription.renewed", "new_expires_at": 5, "subscription_id": "first"},
    {"type": "notification.subscription_expiring", "days_left": -9, "expires_at": TEXTS[3]},
    {"type": "ticket.admin_reply", "ticket_id": "three", "message": TEXTS[4]},
    {"type": "ticket.admin_reply", "ticket_id": 10**12, "message": "half \ud83d"},
    {"type": "ticket.admin_reply"},
    {"type": "notification.referral_bonus", "referral_name": TEXTS[5], "bonus_kopeks": -1},
    {"type": "notification.webhook_sub_limited", "text_key": TEXTS[6], "data": {"deep": [1]}},
    {"type": 42},
    {"no": "type"},
    ["not", "an", "object"],
    None,
)
FRAMES = ("", "{ not json", "\x00", "x" * 70_000, *(json.dumps(event) for event in EVENTS))
