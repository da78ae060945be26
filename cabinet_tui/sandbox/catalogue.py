"""What the service sells and says about itself; the same for every account."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Server:
    """A place traffic leaves from; `uuid` is the squad the API calls server_squad_uuid."""

    id: int
    name: str
    country: str
    flag: str
    uuid: str


@dataclass(frozen=True, slots=True)
class Tariff:
    """A plan on sale; kopeks, `data_limit_gb` None is unlimited."""

    id: int
    name: str
    description: str
    data_limit_gb: int | None
    price_kopeks: int
    original_price_kopeks: int
    discount_percent: int
    max_devices: int
    period_days: int = 30
    is_popular: bool = False


@dataclass(frozen=True, slots=True)
class RenewalOption:
    """A way to prolong; kopeks after the discount, `gb_amount` None is unlimited."""

    period_days: int
    gb_amount: int | None
    price_kopeks: int
    discount_percent: int = 0


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A way to top up; limits in kopeks, None is no limit."""

    id: str
    name: str
    description: str
    min_kopeks: int
    max_kopeks: int | None = None
    currencies: tuple[str, ...] = ("RUB",)
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Promo:
    """What a promo code gives."""

    code: str
    promo_type: str
    kopeks: int = 0
    days: int = 0
    gb: int = 0
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Campaign:
    """What registering through an advertisement gives."""

    id: int
    start_param: str
    bonus_kopeks: int
    bonus_days: int


@dataclass(frozen=True, slots=True)
class Trial:
    """The free period."""

    days: int = 3
    gb: int = 5
    max_devices: int = 2
    requires_channel: bool = False
    channel: str = "vpn_channel"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is on offer."""

    servers: tuple[Server, ...]
    tariffs: tuple[Tariff, ...]
    renewals: tuple[RenewalOption, ...]
    methods: tuple[PaymentMethod, ...]
    promos: tuple[Promo, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    trial: Trial = field(default_factory=Trial)
    app_name: str = "My VPN"
    service_name: str = "VPN Service"
    referral_percent: int = 10

    def server(self, uuid: str | None) -> Server | None:
        """A server by its squad uuid, the first one when none is named."""
        if uuid is None:
            return self.servers[0]
        return next((server for server in self.servers if server.uuid == uuid), None)

    def tariff(self, tariff_id: int | None) -> Tariff | None:
        """A tariff by its number."""
        return next((tariff for tariff in self.tariffs if tariff.id == tariff_id), None)

    def method(self, method_id: str) -> PaymentMethod | None:
        """A payment method that can be used now."""
        return next((m for m in self.methods if m.id == method_id and m.enabled), None)

    def promo(self, code: str) -> Promo | None:
        """A promo code that still works, in any letter case."""
        wanted = code.strip().casefold()
        return next((p for p in self.promos if p.code.casefold() == wanted and not p.expired), None)

    def campaign(self, start_param: str | None) -> Campaign | None:
        """A campaign by the parameter its link carries."""
        return next((c for c in self.campaigns if c.start_param == start_param), None)
