"""What the fixed words of the domain are called in the language in use."""

from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.domain.gift import GiftStatus
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.domain.subscription import SubscriptionStatus
from cabinet_tui.domain.ticket import TicketStatus
from cabinet_tui.domain.withdrawal import WithdrawalStatus
from cabinet_tui.locale import _, pgettext


def kind_label(kind: TransactionKind | str) -> str:
    """Why the balance moved; an unknown word as it came."""
    match kind:
        case TransactionKind.TOP_UP:
            return _("Top-up")
        case TransactionKind.PURCHASE:
            return _("Subscription")
        case TransactionKind.RENEWAL:
            return _("Renewal")
        case TransactionKind.REFERRAL:
            return _("Referral")
        case TransactionKind.WITHDRAWAL:
            return _("Withdrawal")
        case TransactionKind.BONUS:
            return _("Bonus")
        case TransactionKind.REFUND:
            return _("Refund")
        case TransactionKind.GIFT:
            return _("Gift")
    return str(kind)


def transaction_text(item: Transaction) -> str:
    """What a transaction was for, and that nothing was moved where that is so."""
    text = item.description if item.description.strip() else kind_label(item.kind)
    return text if item.completed else _("Not completed: {text}").format(text=text)


def subscription_status_label(status: SubscriptionStatus | str) -> str:
    """How the subscription is; an unknown word as it came."""
    match status:
        case SubscriptionStatus.ACTIVE:
            return _("active")
        case SubscriptionStatus.EXPIRED:
            return _("expired")
        case SubscriptionStatus.SUSPENDED:
            return _("suspended")
        case SubscriptionStatus.LIMITED:
            return _("out of traffic")
        case SubscriptionStatus.PENDING:
            return _("pending")
    return str(status)


def ticket_status_label(status: TicketStatus | str) -> str:
    """How far a ticket has come; an unknown word as it came."""
    match status:
        case TicketStatus.OPEN:
            return _("open")
        case TicketStatus.IN_PROGRESS:
            return _("in progress")
        case TicketStatus.ANSWERED:
            return _("answered")
        case TicketStatus.PENDING:
            return _("awaits a reply")
        case TicketStatus.CLOSED:
            return _("closed")
    return str(status)


def referral_status_label(status: str) -> str:
    """How far somebody has come who was invited; an unknown word as it came."""
    match status.lower():
        case "registered":
            return _("signed up")
        case "active":
            return pgettext("referral", "active")
        case "expired":
            return pgettext("referral", "expired")
        case "paid":
            return _("has paid")
    return status


def earning_label(reason: str) -> str:
    """What money was earned with; an unknown word as it came."""
    match reason.lower():
        case "subscription_purchase":
            return _("Subscription")
        case "subscription_renewal":
            return _("Renewal")
        case "payment_completed" | "referral_commission_topup":
            return _("Top-up")
        case "referral_first_topup":
            return _("First top-up")
        case "referral_commission":
            return _("Commission")
        case "referral_registration_pending":
            return _("Sign-up")
        case "bonus":
            return _("Bonus")
    return reason


def withdrawal_status_label(status: WithdrawalStatus | str) -> str:
    """How far a request for money has come; an unknown word as it came."""
    match status:
        case WithdrawalStatus.PENDING:
            return _("waiting for a decision")
        case WithdrawalStatus.APPROVED:
            return _("approved")
        case WithdrawalStatus.REJECTED:
            return _("refused")
        case WithdrawalStatus.COMPLETED:
            return _("paid out")
        case WithdrawalStatus.CANCELLED:
            return _("cancelled")
    return str(status)


def gift_status_label(status: GiftStatus | str) -> str:
    """How far a gift has come; an unknown word as it came."""
    match status:
        case GiftStatus.PENDING:
            return _("waiting to be paid")
        case GiftStatus.PAID:
            return _("to be handed on")
        case GiftStatus.DELIVERED:
            return _("taken")
        case GiftStatus.PENDING_ACTIVATION:
            return _("waiting to be taken")
        case GiftStatus.FAILED:
            return _("could not be given")
        case GiftStatus.EXPIRED:
            return _("out of date")
    return str(status)


def method_label(method: str) -> str:
    """The name of a payment method by its id; another id as it came."""
    return {
        "YOOKASSA_SBP": _("YooKassa SBP"),
        "YOOKASSA_CARD": _("YooKassa card"),
        "TELEGRAM_STARS": "Telegram Stars",
        "CRYPTOBOT": "CryptoBot",
        "TRIBUTE": "Tribute",
        "HELEKET": "Heleket",
        "MULENPAY_SBP": _("MulenPay SBP"),
        "MULENPAY_CARD": _("MulenPay card"),
        "YOOKASSA": "YooKassa",
        "MULENPAY": "MulenPay",
        "PAL24": "PAL24",
        "PLATEGA": "Platega",
        "WATA": "WATA",
        "FREEKASSA": "FreeKassa",
        "FREEKASSA_SBP": _("FreeKassa SBP"),
        "FREEKASSA_CARD": _("FreeKassa card"),
        "CLOUDPAYMENTS": "CloudPayments",
        "KASSA_AI": "Kassa AI",
        "RIOPAY": "RioPay",
        "SEVERPAY": "SeverPay",
        "LAVA": "Lava",
        "APPLE_IAP": "Apple",
        "BALANCE": _("the balance"),
        "MANUAL": _("by hand"),
    }.get(method.upper(), method)


def link_label(link: Link) -> str:
    """The realtime link in a word or two, with the seconds to the next try."""
    match link.status:
        case LinkStatus.LIVE:
            return _("live")
        case LinkStatus.RECONNECTING:
            seconds = max(1, round(link.retry_in or 1))
            if link.refused:
                return _("news refused, again in {seconds} s").format(seconds=seconds)
            return _("reconnecting {seconds} s").format(seconds=seconds)
        case LinkStatus.POLLING:
            return _("polling")
        case LinkStatus.OFFLINE:
            return _("offline")
        case LinkStatus.CONNECTING:
            return _("connecting")
