"""Answers in the shapes of a Bedolaga server, with accounts and amounts of our own."""

from typing import TypeAlias

Json: TypeAlias = dict[str, object]

BALANCE: Json = {"balance_kopeks": 77_705, "balance_rubles": 777.05}

DEPOSIT: Json = {
    "id": 904,
    "type": "deposit",
    "amount_kopeks": 40_050,
    "amount_rubles": 400.5,
    "description": "Пополнение через heleket",
    "payment_method": "heleket",
    "is_completed": True,
    "created_at": "2027-03-02T10:20:30Z",
    "completed_at": "2027-03-02T10:21:00.000001Z",
}
HISTORY: Json = {
    "items": [
        DEPOSIT | {"id": 906, "is_completed": False, "completed_at": None},
        DEPOSIT
        | {"id": 905, "type": "failed_refund", "amount_kopeks": 12_300, "amount_rubles": 123.0},
        DEPOSIT,
        DEPOSIT
        | {
            "id": 903,
            "type": "subscription_payment",
            "amount_kopeks": -25_900,
            "amount_rubles": -259.0,
            "description": None,
            "payment_method": "balance",
        },
        DEPOSIT | {"id": 902, "type": "lottery_win", "payment_method": None},
    ],
    "total": 5,
    "page": 1,
    "per_page": 20,
    "pages": 1,
}
EMPTY_PAGE: Json = {"items": [], "total": 0, "page": 1, "per_page": 20, "pages": 1}

METHODS: list[Json] = [
    {
        "id": "wata",
        "name": "🏦 Wata",
        "description": None,
        "min_amount_kopeks": 15_000,
        "max_amount_kopeks": 9_000_000,
        "is_available": True,
        "options": [
            {"id": "qr", "name": "📱 СБП", "description": "по QR"},
            {"id": "7", "name": None, "description": "Карта"},
        ],
        "quick_amounts": [15_000, 45_000],
        "open_url_direct": False,
    },
    {
        "id": "lava",
        "name": "Lava",
        "description": "Быстро",
        "min_amount_kopeks": 1_000,
        "max_amount_kopeks": 50_000,
        "is_available": False,
        "options": None,
        "quick_amounts": [],
        "open_url_direct": True,
    },
]
TOP_UP: Json = {
    "payment_id": "wt-77c1",
    "payment_url": "https://pay.example.net/wata/wt-77c1",
    "amount_kopeks": 45_000,
    "amount_rubles": 450.0,
    "status": "pending",
    "expires_at": None,
}
WAITING: Json = {
    "id": 6,
    "method": "wata",
    "method_display": "Wata",
    "identifier": "wt-77c1",
    "amount_kopeks": 45_000,
    "amount_rubles": 450.0,
    "status": "Created",
    "status_emoji": "⏳",
    "status_text": "Ожидает оплаты",
    "is_paid": False,
    "is_checkable": True,
    "created_at": "2027-03-02T11:00:00.123456Z",
    "expires_at": "2027-03-02T11:30:00Z",
    "payment_url": "https://pay.example.net/wata/wt-77c1",
    "user_id": 12,
    "user_telegram_id": None,
    "user_username": "petra",
}
PENDING: Json = {
    "items": [
        WAITING | {"id": 6, "method": "lava", "identifier": "5012", "expires_at": None},
        WAITING,
    ],
    "total": 2,
    "page": 1,
    "per_page": 50,
    "pages": 1,
}
CHECKED: Json = {
    "success": True,
    "message": "Статус обновлён",
    "payment": WAITING | {"status": "Paid", "is_paid": True, "is_checkable": False},
    "status_changed": True,
    "old_status": "Created",
    "new_status": "Paid",
}
CHECKED_AGAIN: Json = CHECKED | {
    "success": False,
    "message": "Ручная проверка недоступна для этого платежа",
    "status_changed": False,
    "old_status": None,
    "new_status": None,
}
INVOICE: Json = {
    "invoice_url": "https://t.me/$StarsOfOurs",
    "stars_amount": 45,
    "amount_kopeks": 7_650,
}
PROMO: Json = {
    "success": True,
    "message": "Promo code activated successfully",
    "balance_before": 10.55,
    "balance_after": 260.5,
    "bonus_description": "💰 Баланс пополнен на 249.95₽",
}
CHOOSE: Json = {
    "success": False,
    "error": "select_subscription",
    "eligible_subscriptions": [
        {"id": 41, "tariff_name": "Дом", "days_left": 12},
        {"id": 44, "tariff_name": "Дача", "days_left": 3},
    ],
    "code": "WEEK",
}

SUBSCRIPTION: Json = {
    "id": 41,
    "status": "active",
    "is_trial": False,
    "start_date": "2027-01-01T00:00:00Z",
    "end_date": "2027-04-01T09:30:00.5Z",
    "days_left": 29,
    "hours_left": 22,
    "minutes_left": 1,
    "time_left_display": "29d 22h",
    "traffic_limit_gb": 120,
    "traffic_used_gb": 7.5,
    "traffic_used_percent": 6.3,
    "device_limit": 4,
    "connected_squads": ["aaaa-1"],
    "servers": [{"uuid": "aaaa-1", "name": "🇸🇪 Швеция", "country_code": "SE"}],
    "autopay_enabled": True,
    "autopay_days_before": 3,
    "subscription_url": "https://sub.example.net/petra",
    "hide_subscription_link": False,
    "is_active": True,
    "is_expired": False,
    "is_limited": False,
    "traffic_purchases": [
        {
            "id": 3,
            "traffic_gb": 20,
            "expires_at": "2027-03-20T00:00:00Z",
            "created_at": "2027-02-20T00:00:00Z",
            "days_remaining": 17,
            "progress_percent": 40.0,
        }
    ],
    "is_daily": False,
    "is_daily_paused": False,
    "daily_price_kopeks": 0,
    "next_daily_charge_at": None,
    "tariff_id": 9,
    "tariff_name": "Дом",
    "traffic_reset_mode": "MONTH",
}
HELD: Json = {"has_subscription": True, "subscription": SUBSCRIPTION}
NOT_HELD: Json = {"has_subscription": False, "subscription": None}
LINK: Json = {
    "subscription_url": None,
    "display_link": None,
    "happ_redirect_link": None,
    "happ_scheme_link": None,
    "happ_crypto_link": "happ://crypt4/b3Vycw==",
    "connect_mode": "guide",
    "hide_link": True,
    "instructions": {"steps": ["Copy"]},
}
TRIAL: Json = {
    "is_available": True,
    "duration_days": 5,
    "traffic_limit_gb": 0,
    "device_limit": 3,
    "requires_payment": True,
    "price_kopeks": 1_000,
    "price_rubles": 10.0,
    "reason_unavailable": None,
}
OFFERS: Json = {
    "sales_mode": "tariffs",
    "tariffs": [
        {
            "id": 9,
            "name": "Дом",
            "description": "Вся семья.\nЧетыре устройства.",
            "traffic_limit_gb": 120,
            "is_unlimited_traffic": False,
            "device_limit": 6,
            "base_device_limit": 4,
            "extra_devices_count": 2,
            "device_price_kopeks": 3_000,
            "servers": [{"uuid": "aaaa-1", "name": "🇸🇪 Швеция"}],
            "periods": [
                {
                    "days": 31,
                    "months": 1,
                    "label": "1 месяц",
                    "price_kopeks": 24_000,
                    "price_per_month_kopeks": 24_000,
                    "original_price_kopeks": 30_000,
                    "discount_percent": 20,
                },
                {"days": 93, "months": 3, "label": "3 месяца", "price_kopeks": 66_000},
            ],
            "is_current": True,
            "is_available": True,
            "is_daily": False,
            "daily_price_kopeks": 0,
        },
        {
            "id": 10,
            "name": "По дням",
            "description": None,
            "traffic_limit_gb": 0,
            "is_unlimited_traffic": True,
            "device_limit": 1,
            "periods": [],
            "is_available": True,
            "is_daily": True,
            "daily_price_kopeks": 900,
        },
        {"id": 11, "name": "Снят", "periods": [{"days": 30, "price_kopeks": 1}]}
        | {"is_available": False},
    ],
    "current_tariff_id": 9,
    "balance_kopeks": 77_705,
    "has_subscription": True,
}
CLASSIC: Json = {
    "sales_mode": "classic",
    "periods": [{"id": 30, "price_kopeks": 9_900}],
    "servers": [],
    "traffic": {},
    "devices": {},
}
OPTIONS: list[Json] = [
    {
        "period_days": 31,
        "price_kopeks": 24_000,
        "price_rubles": 240.0,
        "discount_percent": 20,
        "original_price_kopeks": 30_000,
    },
    {
        "period_days": 93,
        "price_kopeks": 66_000,
        "price_rubles": 660.0,
        "discount_percent": 0,
        "original_price_kopeks": None,
    },
]
BOUGHT: Json = {
    "success": True,
    "message": "Тариф «Дом» подключён",
    "subscription": SUBSCRIPTION | {"servers": [], "traffic_purchases": []},
    "tariff_id": 9,
    "tariff_name": "Дом",
    "charged_amount": 24_000,
    "charged_label": "240 ₽",
    "balance_kopeks": 53_705,
    "balance_label": "537 ₽",
}
RENEWED: Json = {
    "message": "Subscription renewed successfully",
    "new_end_date": "2027-05-02T09:30:00+00:00",
    "amount_paid_kopeks": 24_000,
}
AUTOPAY: Json = {
    "message": "Autopay settings updated",
    "autopay_enabled": True,
    "autopay_days_before": 3,
}
SHORT: Json = {
    "code": "insufficient_funds",
    "message": "Недостаточно средств. Не хватает 55 ₽",
    "missing_amount": 5_450,
    "cart_saved": True,
    "cart_mode": "tariff_purchase",
}

REFERRAL: Json = {
    "referral_code": "refPETRA",
    "referral_link": "https://cab.example.net?ref=refPETRA",
    "bot_referral_link": "https://t.me/petra_demo_bot?start=refPETRA",
    "total_referrals": 4,
    "active_referrals": 2,
    "total_earnings_kopeks": 31_015,
    "total_earnings_rubles": 310.15,
    "commission_percent": 15,
    "available_balance_kopeks": 21_015,
    "available_balance_rubles": 210.15,
    "withdrawn_kopeks": 10_000,
}
REFERRALS: Json = {
    "items": [
        {
            "id": 72,
            "username": None,
            "first_name": "Марта",
            "created_at": "2027-02-01T08:00:00.25Z",
            "has_subscription": True,
            "has_paid": True,
        },
        {
            "id": 71,
            "username": "lev",
            "first_name": "Лев",
            "created_at": "2027-01-20T08:00:00Z",
            "has_subscription": False,
            "has_paid": False,
        },
    ],
    "total": 2,
    "page": 1,
    "per_page": 20,
    "pages": 1,
}
EARNINGS: Json = {
    "items": [
        {
            "id": 15,
            "amount_kopeks": 0,
            "amount_rubles": 0.0,
            "reason": "referral_registration_pending",
            "referral_username": None,
            "referral_first_name": "Марта",
            "campaign_name": None,
            "created_at": "2027-02-01T08:00:01Z",
        },
        {
            "id": 14,
            "amount_kopeks": 1_515,
            "amount_rubles": 15.15,
            "reason": "referral_commission_topup",
            "referral_username": "lev",
            "referral_first_name": "Лев",
            "campaign_name": None,
            "created_at": "2027-01-25T08:00:00Z",
        },
    ],
    "total": 2,
    "total_amount_kopeks": 1_515,
    "total_amount_rubles": 15.15,
    "page": 1,
    "per_page": 20,
    "pages": 1,
}

ANSWER: Json = {
    "id": 502,
    "message_text": "Добрый день!\nУже чиним.",
    "is_from_admin": True,
    "has_media": False,
    "media_type": None,
    "media_file_id": None,
    "media_token": None,
    "media_caption": None,
    "media_items": None,
    "created_at": "2027-03-01T12:00:00Z",
}
QUESTION: Json = ANSWER | {
    "id": 501,
    "message_text": "Швеция не отвечает",
    "is_from_admin": False,
    "created_at": "2027-03-01T11:00:00.75Z",
}
TICKET: Json = {
    "id": 33,
    "title": "Не работает Швеция",
    "status": "answered",
    "priority": "normal",
    "created_at": "2027-03-01T11:00:00Z",
    "updated_at": "2027-03-01T12:00:00Z",
    "closed_at": None,
}
TICKETS: Json = {
    "items": [
        TICKET | {"messages_count": 2, "last_message": ANSWER},
        TICKET
        | {
            "id": 30,
            "title": "Старый вопрос",
            "status": "pending",
            "messages_count": 0,
            "last_message": None,
        },
    ],
    "total": 2,
    "page": 1,
    "per_page": 100,
    "pages": 1,
}
NEWS: Json = {
    "items": [
        {
            "id": 8,
            "ticket_id": 33,
            "notification_type": "admin_reply",
            "message": "Ответ в тикете",
            "is_read": False,
            "created_at": "2027-03-01T12:00:00Z",
            "read_at": None,
        },
        {
            "id": 7,
            "ticket_id": 33,
            "notification_type": "admin_reply",
            "message": "Ответ в тикете",
            "is_read": True,
            "created_at": "2027-02-28T12:00:00Z",
            "read_at": None,
        },
    ],
    "unread_count": 1,
}
TALK: Json = TICKET | {"is_reply_blocked": False, "messages": [QUESTION, ANSWER]}
OPENED: Json = TICKET | {"status": "open", "messages": [QUESTION], "is_reply_blocked": False}

SERVICE: Json = {
    "name": "Полярный VPN",
    "description": "Быстро и тихо",
    "support_email": "help@example.net",
    "support_telegram": "@polar_help",
    "website": "https://polar.example.net",
}
BRANDING: Json = {
    "name": "Полярный",
    "logo_url": None,
    "logo_letter": "П",
    "has_custom_logo": False,
}
