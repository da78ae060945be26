"""Whole sentences that servers are known to say, in English or in Russian, and what they mean."""

from collections.abc import Mapping

from cabinet_tui.domain.server_sales_words import SAID_OF_SALES
from cabinet_tui.locale import N_

_KNOWN = (
    # Our sentence, and the words of servers for it: small letters, no full stop, е for ё.
    (N_("Sign in."), "authentication required", "not authenticated", "требуется авторизация"),
    (
        N_("The session has ended."),
        "invalid or expired refresh token",
        "refresh token not found or revoked",
    ),
    (
        N_("Wrong e-mail or password."),
        "invalid email or password",
        "неверный email или пароль",
        "неверная почта или пароль",
    ),
    (
        N_("This account has no password."),
        "password login not configured for this account",
    ),
    (N_("This e-mail address is not confirmed yet."), "please verify your email first"),
    (
        N_("This e-mail address has an account already."),
        "email already registered",
        "this email is already registered",
        "этот email уже зарегистрирован",
    ),
    (
        N_("No account can be made with this e-mail address."),
        "this email address cannot be used for registration",
    ),
    (N_("There is no e-mail address to confirm."), "no email address to verify"),
    (
        N_("The e-mail address is confirmed already."),
        "email is already verified",
        "you already have a verified email",
    ),
    (N_("The e-mail address is confirmed."), "email verified successfully"),
    (
        N_("This code is no longer good."),
        "invalid or expired token",
        "invalid verification token",
        "invalid or expired verification token",
        "invalid reset token",
        "invalid or expired reset token",
        "reset token has expired",
        "token expired or not found",
    ),
    (
        N_("This is not what Telegram sends after a login."),
        "invalid telegram authentication data",
        "invalid or expired telegram authentication data",
    ),
    (N_("This is not the initData of a Telegram Mini App."), "invalid telegram init data"),
    (
        N_("A letter is on its way."),
        "verification email sent",
        "verification email sent. please check your inbox",
        "if the email exists, a password reset link has been sent",
        "password reset instructions sent to email",
    ),
    (N_("The account was created."), "user registered successfully"),
    (N_("The new password is set."), "password reset successfully"),
    (N_("You are signed out."), "logged out successfully"),
    (
        N_("The service wants its documents accepted first."),
        "consent to the legal documents is required to create an account",
    ),
    (
        N_("The service sends no letters now."),
        "email service is not configured",
    ),
    (N_("Too many requests."), "too many requests", "слишком много запросов"),
    (
        N_("The service is under maintenance."),
        "service is under maintenance",
        "ведутся технические работы. сервис временно недоступен. попробуйте позже",
    ),
    (
        N_("The account is not allowed to do this."),
        "access denied",
        "доступ запрещен",
        "permission denied: no active roles assigned",
    ),
    (
        N_("The account is blocked."),
        "user account is not active",
        "доступ запрещен. обратитесь в поддержку",
    ),
    (
        N_("This account is deactivated."),
        "account was deactivated. open the bot and press /start to restore access",
        "account was deactivated for inactivity. open the bot and press /start to restore access",
    ),
    (
        N_("The service wants you to be in its channels."),
        "please subscribe to our channel to continue",
    ),
    (
        N_("The service does not find your account."),
        "user not found",
        "пользователь не найден",
    ),
    (
        N_("This service does not offer that."),
        "method not allowed",
        "this endpoint is not available in tariffs mode. use /purchase-tariff instead",
    ),
    (
        N_("There is nothing there."),
        "not found",
        "file not found",
        "faq page not found",
        "no custom logo set",
    ),
    (N_("The file is no longer to be had."), "invalid media token"),
    (N_("There is no such notice."), "notification not found"),
    (N_("There is no such card."), "saved card not found"),
    (N_("The card is removed."), "card unlinked successfully"),
    (N_("There is no such device."), "device not found", "устройство не найдено"),
    (N_("The device is removed."), "device deleted successfully"),
    (
        N_("No more devices can be added."),
        "device limit reached",
        "докупка устройств недоступна",
        "достигнут лимит устройств",
    ),
    # Money.
    (
        N_("The balance is too low."),
        "insufficient balance",
        "insufficient funds",
        "insufficient balance for the paid trial",
        "недостаточно средств",
        "недостаточно средств на балансе",
    ),
    (
        N_("The service does not let this account top up."),
        "balance top-up is restricted for this account",
    ),
    (
        N_("The service does not let this account buy anything."),
        "subscription purchases are restricted for this account",
    ),
    (
        N_("This way to pay is not available."),
        "invalid or unavailable payment method",
        "payment method is not available",
        "payment_method is required for gateway mode",
    ),
    (N_("There is no such payment."), "payment not found", "платеж не найден"),
    (N_("The payment has arrived."), "payment verified successfully"),
    (N_("The payment was declined."), "payment was declined"),
    (N_("The payment has expired."), "payment has expired"),
    (
        N_("The payment still waits."),
        "payment is not completed yet",
        "статус не изменился",
    ),
    (
        N_("This payment cannot be checked by hand."),
        "ручная проверка недоступна для этого платежа",
        "ручная проверка недоступна",
    ),
    *SAID_OF_SALES,
)

SENTENCES: Mapping[str, str] = {said: meant for meant, *known in _KNOWN for said in known}
"""Our sentence, to be looked up in the language in use, by what a server says."""
