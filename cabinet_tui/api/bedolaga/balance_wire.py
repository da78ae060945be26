"""The answers of ``/balance``, and what they mean."""

from cabinet_tui.api.paged import Paged
from cabinet_tui.api.wire import (
    Exact,
    Flag,
    Id,
    Integer,
    Items,
    MaybeItems,
    Moment,
    Text,
    Wire,
    Word,
    each,
    fitting,
    kopeks,
)
from cabinet_tui.domain.balance import (
    PaymentMethod,
    PaymentOption,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.money import Kopeks

_KINDS = {
    "deposit": TransactionKind.TOP_UP,
    "subscription_payment": TransactionKind.PURCHASE,
    "referral_reward": TransactionKind.REFERRAL,
    "withdrawal": TransactionKind.WITHDRAWAL,
    "poll_reward": TransactionKind.BONUS,
    "refund": TransactionKind.REFUND,
    "failed_refund": TransactionKind.REFUND,
    "gift_payment": TransactionKind.GIFT,
}
_WORDS = {kind: word for word, kind in _KINDS.items() if word != "failed_refund"} | {
    TransactionKind.RENEWAL: "subscription_payment"
}
_SPENDING = frozenset({"subscription_payment", "withdrawal", "gift_payment"})
_NEVER_DONE = frozenset({"failed_refund"})


def type_word(kind: TransactionKind) -> str:
    """The word of this API for a kind of transaction; a renewal has none of its own."""
    return _WORDS[kind]


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
    """One line of the history; it stands there before its money has come."""

    id: Id
    type: Word = ""
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    description: Text = ""
    payment_method: Word = ""
    is_completed: Flag = None
    created_at: Moment = None

    def transaction(self) -> Transaction | None:
        """The line, None when it says no amount."""
        amount = kopeks(self.amount_kopeks, self.amount_rubles)
        if amount is None:
            return None
        word = self.type.lower()
        return Transaction(
            id=self.id,
            kind=_KINDS.get(word, self.type),
            amount=Kopeks(-abs(amount)) if word in _SPENDING else amount,
            description=self.description,
            created_at=self.created_at,
            method=self.payment_method,
            completed=self.is_completed is not False and word not in _NEVER_DONE,
        )


class OptionItem(Wire):
    """A variant of a way to top up."""

    id: Word
    name: Text = ""
    description: Text = ""


class MethodItem(Wire):
    """One of ``GET /balance/payment-methods``."""

    id: Word
    name: Text = ""
    description: Text = ""
    min_amount_kopeks: Integer = None
    max_amount_kopeks: Integer = None
    is_available: Flag = None
    options: MaybeItems = ()
    quick_amounts: MaybeItems = ()

    def method(self) -> PaymentMethod:
        """The way to top up."""
        amounts = (fitting(Amount, {"kopeks": amount}) for amount in self.quick_amounts)
        return PaymentMethod(
            id=self.id,
            name=self.name or self.id,
            description=self.description,
            enabled=self.is_available is not False,
            minimum=kopeks(self.min_amount_kopeks, None),
            maximum=kopeks(self.max_amount_kopeks, None),
            options=tuple(
                PaymentOption(id=option.id, name=option.name or option.description or option.id)
                for option in each(OptionItem, self.options)
                if option.id
            ),
            quick_amounts=tuple(
                Kopeks(amount.kopeks) for amount in amounts if amount and amount.kopeks > 0
            ),
        )


class Amount(Wire):
    """An amount that stands in a list."""

    kopeks: Id
