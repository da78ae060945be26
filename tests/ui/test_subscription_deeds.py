"""What can be done with a subscription: renewing, autopay, the trial, the code in a file."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from textual.widgets import Input

from cabinet_tui.domain.errors import OutcomeUnknown, Rejected, Unreachable
from cabinet_tui.domain.subscription import (
    Channel,
    RenewalRequest,
    SubscriptionStatus,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.sandbox.qr import qr_data_url
from tests.picture import picture, qr_texts
from tests.services.full_house import LINK, full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

CHANNEL = Channel("vpn_channel", "https://t.me/vpn_channel")
TRIAL = TrialOffer(available=True, days=3, traffic_gb=5, devices=3, channels=(CHANNEL,))


def house_with(status: SubscriptionStatus, *, is_trial: bool = False) -> House:
    house = full_house()
    assert house.server.subscription is not None
    house.server.subscription = replace(house.server.subscription, status=status, is_trial=is_trial)
    return house


def new_house() -> House:
    """No subscription yet, and a trial to be had."""
    house = full_house()
    house.server.subscription = None
    house.server.trial = TRIAL
    return house


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("4")
    await stage.until_shown("NL Amsterdam")


async def test_renewing_goes_from_the_options_over_the_plan_to_the_receipt() -> None:
    house = full_house()
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("n")
        await stage.until_shown("30 days   100 GB", "299.00 ₽", "-10%", "90 days")
        await stage.press("down", "enter")
        await stage.until_shown("Renewal of Standard, 30 days", "Pay 449.10 ₽", "13 Mar 2024")
        assert house.wire.count("renew") == 0
        await stage.press("y")
        await stage.until_shown("Renewed.", "1,091.40 ₽", LINK)
        await stage.press("escape")
        await stage.until_shown("13 Mar 2024, 53 days")
        assert house.server.sent == [RenewalRequest(30, 300, 7)]


async def test_options_that_cannot_be_read_say_why_and_come_with_r() -> None:
    house = full_house()
    house.wire.failures["options"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("n")
        await stage.until_shown("vpn.example.com cannot be reached.")
        del house.wire.failures["options"]
        await stage.press("r")
        await stage.until_shown("90 days")
        await stage.press("enter")
        await stage.until_shown("Pay 299.00 ₽")


async def test_no_options_lead_to_the_plans() -> None:
    house = full_house()
    house.server.options = []
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("n")
        await stage.until_shown("There is nothing to renew with.")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SubscriptionStatus.EXPIRED, "has ended. Press n"),
        (SubscriptionStatus.SUSPENDED, "is suspended."),
        (SubscriptionStatus.LIMITED, "traffic is used up."),
    ],
)
async def test_a_subscription_that_does_not_serve_says_what_to_do(
    status: SubscriptionStatus, words: str
) -> None:
    async with staged(house_with(status), size=(120, 36)) as stage:
        await opened(stage)
        await stage.until_shown(words)


async def test_a_trial_leads_to_the_plans() -> None:
    async with staged(house_with(SubscriptionStatus.ACTIVE, is_trial=True)) as stage:
        await opened(stage)
        await stage.until_shown("Press 3 to see the")


async def test_autopay_is_asked_switched_and_shown() -> None:
    house = full_house()
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("autopay  off")
        await stage.press("a")
        await stage.until_shown("Switch autopay on?")
        await stage.press("escape")
        await stage.until_gone("Switch autopay on?")
        assert house.wire.count("autopay") == 0
        await stage.press("a")
        await stage.until_shown("Switch autopay on?")
        await stage.press("y")
        await stage.until_shown("Autopay is on.", "autopay  on")
        assert house.server.subscription is not None
        assert house.server.subscription.autopay is True


async def test_autopay_that_was_refused_says_why_in_place() -> None:
    house = full_house()
    async with staged(house) as stage:
        await opened(stage)
        house.wire.failures["autopay"] = Rejected(detail="Not for this plan")
        await stage.press("a")
        await stage.until_shown("Switch autopay on?")
        await stage.press("y")
        await stage.until_shown("Not for this plan", "autopay  off")


async def test_no_subscription_leads_to_the_trial_and_the_plans() -> None:
    async with staged(new_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("4")
        await stage.until_shown(
            "Press 3 to see the plans.", "3 days, 5 GB, 3 devices, free: press g"
        )
        await stage.press("g")
        await stage.until_shown("Join the channel first:", "https://t.me/vpn_channel")


async def trial_opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("3")
    await stage.until_shown("Trial: 3 days, 5 GB, 3 devices, free")
    await stage.press("g")
    await stage.until_shown("Trial, 3 days", "3 of 3 devices", "Start for free")


async def test_the_code_of_the_channel_is_read_off_the_screen() -> None:
    async with staged(new_house()) as stage:
        await trial_opened(stage)
        await stage.until(lambda: qr_texts(picture(stage.app)) == [CHANNEL.url])
        await stage.press("c")
        await stage.until_shown("Sent to the clipboard.")
        assert stage.app.clipboard == CHANNEL.url


async def test_the_trial_begins_with_as_many_devices_as_were_chosen() -> None:
    house = new_house()
    async with staged(house) as stage:
        await trial_opened(stage)
        await stage.press("minus", "minus", "minus")
        await stage.until_shown("1 of 3 devices")
        await stage.press("plus")
        await stage.until_shown("2 of 3 devices")
        await stage.pilot.click("#more")
        await stage.until_shown("3 of 3 devices")
        await stage.press("minus")
        await stage.until_shown("2 of 3 devices", "Start for free")
        await stage.press("y")
        await stage.until_shown("The trial has begun.", "23 Jan 2024")
        assert house.server.sent == [TrialRequest(devices=2)]
        await stage.press("escape", "4")
        await stage.until_shown("Trial, active")


async def test_who_has_not_joined_the_channel_can_join_and_try_again() -> None:
    house = new_house()
    house.wire.failures["activate_trial"] = Rejected(detail="Subscribe to the channel first")
    async with staged(house) as stage:
        await trial_opened(stage)
        await stage.press("y")
        await stage.until_shown("Subscribe to the channel first", "I joined, try again")
        del house.wire.failures["activate_trial"]
        await stage.press("y")
        await stage.until_shown("The trial has begun.")
        assert len(house.server.sent) == 1


async def test_a_trial_whose_answer_never_came_is_looked_for() -> None:
    house = new_house()
    async with staged(house) as stage:
        await trial_opened(stage)
        house.wire.failures["activate_trial"] = OutcomeUnknown(host="vpn.example.com")
        house.wire.got_through.add("activate_trial")
        await stage.press("y")
        await stage.until_shown("The trial has begun.", "it was done")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(place: Path) -> list[str]:
    return [path.name for path in place.iterdir()]


async def saving(stage: Stage) -> None:
    await opened(stage)
    await stage.press("s")
    await stage.until_shown("Save the QR code")


async def test_the_code_is_saved_as_a_png_that_only_its_owner_reads(here: Path) -> None:
    async with staged(full_house(), size=(160, 45)) as stage:
        await saving(stage)
        await stage.press("enter")
        await stage.until_shown("Saved:")
        saved = here / "vpn-qr.png"
        assert str(saved) in "".join(line.strip() for line in stage.text().splitlines())
        assert saved.stat().st_mode & 0o777 == 0o600
        assert qr_texts(Image.open(saved).convert("RGB")) == [LINK]


async def test_the_code_is_saved_as_an_svg(here: Path) -> None:
    async with staged(full_house()) as stage:
        await saving(stage)
        await stage.pilot.click("#svg")
        await stage.until_shown("Saved:")
        text = (here / "vpn-qr.svg").read_text(encoding="utf-8")
        assert text.startswith("<svg xmlns=")
        assert text.count("<path") == 2


async def test_what_is_there_is_not_replaced_without_asking(here: Path) -> None:
    kept = here / "vpn-qr.png"
    kept.write_bytes(b"mine")
    async with staged(full_house()) as stage:
        await saving(stage)
        await stage.press("enter")
        await stage.until_shown("Replace it?")
        await stage.press("n")
        await stage.until_shown("Nothing was saved.")
        assert kept.read_bytes() == b"mine"
        stage.app.screen.query_one("#path", Input).focus()
        await stage.press("enter")
        await stage.until_shown("Replace it?")
        await stage.press("y")
        await stage.until_shown("Saved:")
        assert kept.read_bytes().startswith(b"\x89PNG")
        assert kept.stat().st_mode & 0o777 == 0o600
        assert files(here) == ["vpn-qr.png"]


async def test_a_place_that_cannot_be_written_says_why_and_keeps_the_path(here: Path) -> None:
    async with staged(full_house()) as stage:
        await saving(stage)
        for path in ("nowhere/code.png", "~nobody-of-this-name/code.png"):
            stage.app.screen.query_one("#path", Input).value = path
            await stage.press("enter")
            await stage.until_told("It could not be saved: there is no such file or directory.")
            assert stage.app.screen.query_one("#path", Input).value == path
        assert files(here) == []


async def test_a_directory_gets_the_code_by_its_usual_name(here: Path) -> None:
    async with staged(full_house()) as stage:
        await saving(stage)
        stage.app.screen.query_one("#path", Input).value = str(here)
        await stage.press("enter")
        await stage.until_shown("Saved:")
        assert files(here) == ["vpn-qr.png"]


async def test_the_picture_of_the_service_is_saved_as_it_was_sent(here: Path) -> None:
    house = full_house()
    assert house.server.subscription is not None
    sent = qr_data_url("hello").rpartition(",")[2]
    house.server.subscription = replace(house.server.subscription, qr_png=sent)
    async with staged(house) as stage:
        await saving(stage)
        await stage.pilot.click("#sent")
        await stage.until_shown("Saved:")
        content = (here / "vpn-qr.png").read_bytes()
        assert qr_texts(Image.open(io.BytesIO(content)).convert("RGB")) == ["hello"]


async def test_without_a_link_there_is_only_the_picture_of_the_service(here: Path) -> None:
    house = full_house()
    assert house.server.subscription is not None
    sent = qr_data_url("hello").rpartition(",")[2]
    house.server.subscription = replace(house.server.subscription, link="", qr_png=sent)
    async with staged(house) as stage:
        await saving(stage)
        assert not stage.app.screen.query("#png, #svg")
        await stage.press("enter")
        await stage.until_shown("Saved:")
        content = (here / "vpn-qr.png").read_bytes()
        assert qr_texts(Image.open(io.BytesIO(content)).convert("RGB")) == ["hello"]


async def test_a_picture_of_the_service_that_is_none_is_not_saved(here: Path) -> None:
    house = full_house()
    assert house.server.subscription is not None
    house.server.subscription = replace(house.server.subscription, qr_png="aGVsbG8=")
    async with staged(house) as stage:
        await saving(stage)
        await stage.pilot.click("#sent")
        await stage.until_shown("The picture of the service cannot be used.")
        assert files(here) == []
