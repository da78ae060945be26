"""The referral programme: its numbers and its two long lists."""

from cabinet_tui.domain.event import ReferralEarned, SubscriptionRenewed
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.services.paging import PER_PAGE
from cabinet_tui.services.router import BATCH
from tests.services.fakes import DOWN
from tests.services.house import House


def busy_house() -> House:
    house = House()
    house.server.referrals = [Referral(number) for number in range(2 * PER_PAGE + 1, 0, -1)]
    house.server.earnings = [Earning(number, Kopeks(100)) for number in range(PER_PAGE + 1, 0, -1)]
    return house


async def test_the_numbers_keep_for_a_minute() -> None:
    house = House()
    await house.referrals.refresh_if_stale()
    await house.referrals.refresh_if_stale()
    assert house.wire.calls == ["stats"]
    assert house.state().referral_stats.value == house.server.stats
    await house.clock.advance(60)
    await house.referrals.refresh_if_stale()
    await house.referrals.refresh()
    assert house.wire.count("stats") == 3


async def test_referrals_are_loaded_page_by_page() -> None:
    house = busy_house()
    await house.referrals.refresh_referrals_if_stale()
    listing = house.state().referrals
    assert len(listing.items.value or ()) == PER_PAGE
    assert (listing.total, listing.has_more) == (2 * PER_PAGE + 1, True)
    await house.referrals.load_more_referrals()
    await house.referrals.load_more_referrals()
    listing = house.state().referrals
    assert list(listing.items.value or ()) == house.server.referrals
    assert not listing.has_more
    await house.referrals.load_more_referrals()
    assert house.wire.count("referrals") == 3


async def test_earnings_are_loaded_page_by_page() -> None:
    house = busy_house()
    await house.referrals.refresh_earnings_if_stale()
    assert len(house.state().earnings.items.value or ()) == PER_PAGE
    await house.referrals.load_more_earnings()
    assert list(house.state().earnings.items.value or ()) == house.server.earnings
    assert house.state().referrals.items.value is None


async def test_an_earning_on_top_keeps_what_was_loaded() -> None:
    house = busy_house()
    await house.referrals.refresh_earnings()
    await house.referrals.load_more_earnings()
    house.server.earnings.insert(0, Earning(1000, Kopeks(5)))
    await house.referrals.refresh_earnings()
    assert list(house.state().earnings.items.value or ()) == house.server.earnings


async def test_a_list_that_cannot_be_read_says_so() -> None:
    house = busy_house()
    house.wire.failures["earnings"] = DOWN
    await house.referrals.refresh_earnings()
    assert house.state().earnings.items.error is DOWN


async def test_money_from_a_referral_has_all_three_read_again() -> None:
    house = busy_house()
    await house.referrals.refresh()
    await house.referrals.refresh_referrals()
    await house.referrals.refresh_earnings()
    house.server.stats = ReferralStats("ABC", "https://t.me/b", earned=Kopeks(5))
    house.wire.calls.clear()
    async with house.routing():
        house.router.handle(ReferralEarned(amount=Kopeks(5)))
        await house.clock.advance(BATCH)
    assert sorted(house.wire.calls) == ["earnings", "referrals", "stats"]
    assert house.state().referral_stats.value == house.server.stats


async def test_a_renewal_has_its_options_read_again() -> None:
    house = House()
    await house.subscription.refresh_renewal_options()
    house.wire.calls.clear()
    async with house.routing():
        house.router.handle(SubscriptionRenewed())
        await house.clock.advance(BATCH)
    assert house.wire.calls == ["options"]


async def test_what_no_event_tells_of_is_not_read_after_a_gap() -> None:
    house = House()
    await house.tariffs.refresh()
    await house.payments.refresh_methods()
    await house.referrals.refresh()
    house.wire.calls.clear()
    async with house.routing():
        house.router.resync()
        await house.clock.advance(BATCH)
    assert house.wire.calls == ["stats"]


async def test_a_command_reads_any_page_past_the_store() -> None:
    house = busy_house()
    assert (await house.referrals.referrals_page(2, 20)).items[0].id == 2 * PER_PAGE + 1 - 20
    assert (await house.referrals.earnings_page(1, 3)).total == PER_PAGE + 1
    assert not house.state().referrals.items.is_wanted


async def test_the_next_account_sees_none_of_it() -> None:
    house = busy_house()
    await house.session.restore()
    await house.referrals.refresh()
    await house.referrals.refresh_referrals()
    await house.session.sign_in("b@example.com", "right")
    assert not house.state().referral_stats.is_known
    assert not house.state().referrals.items.is_known
