"""What providers call the states of a payment."""

from cabinet_tui.domain.balance import PaymentState

# "closed" means paid here; for a ticket it means something else.
_WORDS = {
    PaymentState.PENDING: "pending new created waiting processing in_progress active",
    PaymentState.PAID: "succeeded success paid paid_over overpaid completed confirmed closed",
    PaymentState.FAILED: "fail failed error cancel canceled cancelled declined rejected refused",
    PaymentState.EXPIRED: "expired timeout",
}
_STATES = {word: state for state, words in _WORDS.items() for word in words.split()}


def payment_state(word: str) -> PaymentState | str:
    """The state a provider's word means, else the word."""
    return _STATES.get(word.lower(), word)
