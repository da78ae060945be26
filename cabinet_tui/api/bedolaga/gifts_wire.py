"""The answers of ``/gift``, and what they mean."""

from cabinet_tui.api.bedolaga.offers_wire import TariffItem
from cabinet_tui.api.wire import (
    Flag,
    Integer,
    Link,
    MaybeItems,
    Moment,
    OpenLink,
    Prose,
    Text,
    Wire,
    Word,
    each,
    kopeks,
)
from cabinet_tui.domain.balance import PaymentMethod, PaymentOption
from cabinet_tui.domain.gift import Gift, GiftOffer, GiftStatus
from cabinet_tui.domain.openvalue import known
from cabinet_tui.domain.promo import PromoResult

_PREFIX = "GIFT-"


class OptionItem(Wire):
    """A variant of a way to pay."""

    id: Word
    name: Text = ""


class MethodItem(Wire):
    """A way to pay for a gift."""

    method_id: Word
    display_name: Text = ""
    description: Prose = ""
    min_amount_kopeks: Integer = None
    max_amount_kopeks: Integer = None
    sub_options: MaybeItems = ()

    def method(self) -> PaymentMethod:
        """The method in the domain's words."""
        return PaymentMethod(
            id=self.method_id,
            name=self.display_name or self.method_id,
            description=self.description,
            minimum=kopeks(self.min_amount_kopeks, None),
            maximum=kopeks(self.max_amount_kopeks, None),
            options=tuple(
                PaymentOption(item.id, item.name or item.id)
                for item in each(OptionItem, self.sub_options)
                if item.id
            ),
        )


class ConfigReply(Wire):
    """``GET /gift/config``."""

    is_enabled: Flag
    tariffs: MaybeItems = ()
    payment_methods: MaybeItems = ()
    balance_kopeks: Integer = None

    def offer(self) -> GiftOffer:
        """What can be given."""
        tariffs = (item.tariff() for item in each(TariffItem, self.tariffs))
        methods = (item.method() for item in each(MethodItem, self.payment_methods))
        return GiftOffer(
            tariffs=tuple(tariff for tariff in tariffs if tariff is not None),
            methods=tuple(method for method in methods if method.id),
            is_open=self.is_enabled is True,
        )


class Claimed(Wire):
    """How a gift is claimed. Older servers have no codes of their own: the name is the code."""

    gift_code: Word = ""
    bot_claim_url: Link = ""
    cabinet_claim_url: OpenLink = ""

    def code_of(self, token: str, *, is_code_only: bool) -> str:
        """What somebody types to have the gift; empty where nobody can."""
        if "gift_code" in self.model_fields_set:
            return self.gift_code
        return f"{_PREFIX}{token}" if is_code_only and token else ""

    @property
    def claim_link(self) -> str:
        """Where somebody goes to have the gift."""
        return self.bot_claim_url or self.cabinet_claim_url


class BoughtReply(Claimed):
    """``POST /gift/purchase``: ``created`` waits to be paid at ``payment_url``."""

    status: Word = ""
    purchase_token: Word = ""
    payment_url: OpenLink = ""
    warning: Word = ""


class GiftItem(Claimed):
    """A gift of a list, or one asked for by its name."""

    token: Word = ""
    purchase_token: Word = ""
    status: Word = ""
    tariff_name: Text = ""
    period_days: Integer = None
    device_limit: Integer = None
    gift_recipient_value: Text = ""
    recipient_contact_value: Text = ""
    gift_message: Prose = ""
    sender_display: Text = ""
    activated_by_username: Text = ""
    created_at: Moment = None
    warning: Word = ""

    def gift(self, token: str = "", status: str = "") -> Gift:
        """The gift in the domain's words; ``token`` and ``status`` where the list has none."""
        name = self.token or self.purchase_token or token
        recipient = self.gift_recipient_value or self.recipient_contact_value
        state = known(GiftStatus, self.status or status)
        is_free = not recipient and not self.sender_display and state == GiftStatus.PAID
        return Gift(
            token=name,
            status=state,
            name=self.tariff_name,
            days=self.period_days,
            devices=self.device_limit,
            recipient=recipient,
            sender=self.sender_display,
            message=self.gift_message,
            code=self.code_of(name, is_code_only=is_free),
            link=self.claim_link,
            activated_by=self.activated_by_username,
            created_at=self.created_at,
            warning=self.warning,
        )


class ActivatedReply(Wire):
    """``POST /gift/activate``. Every part is optional: the gift is taken by then."""

    tariff_name: Text = ""
    period_days: Integer = None

    def result(self) -> PromoResult:
        """What it gave."""
        return PromoResult(
            message="", kind="gift", days=max(0, self.period_days or 0), plan=self.tariff_name
        )
