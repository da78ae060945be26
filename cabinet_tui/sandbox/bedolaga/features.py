"""The features of this dialect.

A module of routes has a `router` mounted below /cabinet. It may have a `control` router, mounted
below /sandbox, and `seed(box, account)`, called for every account a scenario begins with.
"""

from cabinet_tui.sandbox.bedolaga.routes import (
    access,
    auth,
    balance,
    deeplink,
    devices,
    language,
    media,
    pages,
    payments,
    promo,
    referral,
    service,
    shop,
    subscription,
    subscriptions,
    switches,
    switching,
    ticket_news,
    tickets,
    traffic,
    trial,
)

FEATURES = (
    pages,
    language,
    media,
    ticket_news,
    auth,
    deeplink,
    switches,
    balance,
    payments,
    referral,
    promo,
    subscription,
    subscriptions,
    switching,
    shop,
    trial,
    devices,
    traffic,
    access,
    tickets,
    service,
)
