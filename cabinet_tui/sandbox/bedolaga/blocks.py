"""What keeps people out of the whole cabinet."""

from fastapi import HTTPException

from cabinet_tui.sandbox.bedolaga.refusals import refuse
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.state import Account


def check_service(box: Sandbox) -> None:
    """Raise the 503 of maintenance."""
    if box.extras.service.block == "maintenance":
        refuse(
            503,
            "maintenance",
            "Service is under maintenance",
            reason="Обновляем серверы, вернёмся через полчаса",
        )


def check_account(box: Sandbox, _account: Account) -> None:
    """Raise the 403 of an account that may not come in."""
    service = box.extras.service
    if service.block == "inactive":
        raise HTTPException(403, "User account is not active")
    if service.block == "blacklisted":
        refuse(403, "blacklisted", "Доступ запрещён. Обратитесь в поддержку.")
    if service.block == "deleted":
        refuse(
            403,
            "account_deleted",
            "Account was deactivated. Open the bot and press /start to restore access.",
            bot_username=service.bot,
            telegram_deep_link=f"https://t.me/{service.bot}?start=revive",
        )
    if service.block == "channel":
        refuse(
            403,
            "channel_subscription_required",
            "Please subscribe to our channel to continue",
            channels=[
                {
                    "channel_id": "@sandbox_news",
                    "title": "Sandbox News",
                    "channel_link": "https://t.me/sandbox_news",
                    "is_subscribed": False,
                }
            ],
        )
