"""A path of the API without what may be somebody's: numbers, codes, tokens, names of devices."""

_TEXT = """
activate activate-trial api auth autopay balance branding cabinet cancel check check-payment colors
close config connection-link coupon create deeplink devices earnings email email-auth faq forgot
forgot-password gift history info language languages latest list login login-email logout me
media messages name notifications password pause payment-methods pending-payments poll preview
price privacy-policy promocode public-offer purchase purchase-options purchase-tariff read
recurrent-payments redeem referral referrals refresh refresh-traffic register register-email
register-email-standalone renew renewal-options request reset reset-password revoke rules
saved-cards service standalone stars-invoice stats status subscription subscriptions switch
tariff tariffs telegram-miniapp telegram-widget terms ticket tickets top-up topup traffic
traffic-packages transactions trial trial-info user verify verify-email visibility withdrawal ws
sent received pending
"""
_WORDS = frozenset(_TEXT.split())
_OTHER = "{}"


def path_shape(path: str) -> str:
    """The path with every part that is no word of the API left open: ``/tickets/{}/messages``.

    What is not known stays out, so that a new route can give away nothing.
    """
    parts = path.partition("?")[0].split("/")
    return "/".join(part if not part or part in _WORDS else _OTHER for part in parts)
