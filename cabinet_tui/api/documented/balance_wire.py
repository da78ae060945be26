"""The answers of ``/balance`` and ``/promocode``, and what they mean."""

from cabinet_tui.api.paged import Paged
from cabinet_tui.api.payment_words import payment_state
from cabinet_tui.api.wire import (
    Exact,
    Flag,
    Id,
    Integer,
    Items,
    Moment,
    Number,
    OpenLink,
    Prose,
    Text,
    Wire,
    Word,
    Words,
    kopeks,
)
from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    PaymentState,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.errors import NotSupported
from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.promo import PromoResult

_KINDS = {
    "PAYMENT_COMPLETED": TransactionKind.TOP_UP,
    "SUBSCRIPTION_PURCHASE": TransactionKind.PURCHASE,
    "SUBSCRIPTION_RENEWAL": TransactionKind.RENEWAL,
    "REFERRAL_EARNING": TransactionKind.REFERRAL,
    "WITHDRAWAL": TransactionKind.WITHDRAWAL,
    "BONUS": TransactionKind.BONUS,
    "REFUND": TransactionKind.REFUND,
}
_DOCUMENTED = {kind: word for word, kind in _KINDS.items()}


def documented_kind(kind: TransactionKind) -> str:
    """The word of this API for a kind of transaction; NotSupported for one it does not have."""
    if kind not in _DOCUMENTED:
        raise NotSupported
    return _DOCUMENTED[kind]


class BalanceReply(Wire):
    """``GET /balance``."""

    balance_kopeks: Integer = None
    balance_rubles: Exact = None

    def amount(self) -> Kopeks | None:
        """The balance, None when neither spelling is there."""
        return kopeks(self.balance_kopeks, self.balance_rubles)


class HistoryReply(Paged):
    """``GET /balance/transactions``."""

    items: Items


class TransactionItem(Wire):
    """One line of the history."""

    id: Id
    type: Word = ""
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    description: Text = ""
    created_at: Moment = None
    payment_method: Word = ""

    def transaction(self) -> Transaction | None:
        """The line, None when it says no amount."""
        amount = kopeks(self.amount_kopeks, self.amount_rubles)
        if amount is None:
            return None
        return Transaction(
            id=self.id,
            kind=_KINDS.get(self.type.upper(), self.type),
            amount=amount,
            description=self.description,
            created_at=self.created_at,
            method=self.payment_method,
        )


class MethodsReply(Wire):
    """``GET /balance/payment-methods``."""

    methods: Items


class MethodReply(Wire):
    """A way to top up."""

    id: Word
    name: Text = ""
    description: Text = ""
    enabled: Flag = None
    min_amount_kopeks: Integer = None
    min_amount_rubles: Exact = None
    max_amount_kopeks: Integer = None
    max_amount_rubles: Exact = None
    currencies: Words = ()

    def method(self) -> PaymentMethod:
        """The way to top up."""
        return PaymentMethod(
            id=self.id,
            name=self.name or self.id,
            description=self.description,
            enabled=self.enabled is not False,
            minimum=kopeks(self.min_amount_kopeks, self.min_amount_rubles),
            maximum=kopeks(self.max_amount_kopeks, self.max_amount_rubles),
            currencies=tuple(code for code in self.currencies if code),
        )


class TopUpReply(Wire):
    """``POST /balance/top-up``."""

    payment_id: Text = ""
    confirmation_url: OpenLink = ""
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    payment_method: Word = ""
    status: Word = ""

    def payment(self, *, asked: Kopeks, method: str) -> Payment:
        """The payment; what the answer leaves out is as it was asked for."""
        amount = kopeks(self.amount_kopeks, self.amount_rubles)
        return Payment(
            key=PaymentKey(method=self.payment_method or method, id=self.payment_id),
            amount=asked if amount is None else amount,
            state=payment_state(self.status) if self.status else PaymentState.PENDING,
            url=self.confirmation_url,
            can_check=bool(self.payment_id),
        )


class InvoiceReply(Wire):
    """``POST /balance/stars-invoice``."""

    invoice_link: OpenLink
    amount_rubles: Exact = None
    amount_stars: Integer = None

    def invoice(self, *, asked: Kopeks) -> StarsInvoice:
        """The invoice."""
        amount = kopeks(None, self.amount_rubles)
        return StarsInvoice(
            url=self.invoice_link,
            amount=asked if amount is None else amount,
            stars=self.amount_stars or 0,
        )


class PendingReply(Wire):
    """``GET /balance/pending-payments``."""

    payments: Items


class PendingPayment(Wire):
    """A payment that waits."""

    payment_id: Text
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    payment_method: Word = ""
    created_at: Moment = None
    can_check_manually: Flag = None
    status: Word = ""
    confirmation_url: OpenLink = ""

    def payment(self) -> Payment:
        """The payment."""
        return Payment(
            key=PaymentKey(method=self.payment_method, id=self.payment_id),
            amount=kopeks(self.amount_kopeks, self.amount_rubles) or ZERO,
            state=payment_state(self.status) if self.status else PaymentState.PENDING,
            url=self.confirmation_url,
            created_at=self.created_at,
            can_check=self.can_check_manually is not False,
        )


class CheckReply(Wire):
    """``POST /balance/check-payment/{payment_id}``."""

    status: Word
    message: Prose = ""

    def check(self) -> PaymentCheck:
        """What was found."""
        return PaymentCheck(state=payment_state(self.status), message=self.message)


class PromoReply(Wire):
    """``POST /promocode/activate``."""

    promo_type: Word = ""
    bonus_balance_kopeks: Integer = None
    bonus_balance_rubles: Exact = None
    bonus_days: Integer = None
    bonus_gb: Number = None
    message: Prose = ""

    def result(self) -> PromoResult:
        """What the code gave."""
        return PromoResult(
            message=self.message,
            kind=self.promo_type,
            balance=kopeks(self.bonus_balance_kopeks, self.bonus_balance_rubles) or ZERO,
            days=self.bonus_days or 0,
            gigabytes=self.bonus_gb or 0,
        )
