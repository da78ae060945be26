"""What these servers allow a minute: selected routes alone, each for itself, mostly by address.

The rest has no limit there. A person never comes near what is kept for it here; it is for a
program that runs wild, and for the proxies that operators put before their servers.
"""

from cabinet_tui.api.limits import Allowance, Limits, RateClass

BEDOLAGA = Limits(
    {
        RateClass.AUTH: Allowance.for_all(30),
        RateClass.PAYMENT: Allowance(20, 20, 20, 10),
        RateClass.OTHER: Allowance(120, 100, 80, 60),
    },
    {
        "/auth/email/login": 10,
        "/auth/email/register/standalone": 5,
        "/auth/email/verify": 10,
        "/auth/password/forgot": 3,
        "/auth/password/reset": 5,
        "/auth/deeplink/request": 10,
        "/auth/deeplink/poll": 60,
        "gift": 10,
        "gift-purchase": 5,
    },
    is_by_route=True,
)
