"""Who can sign in to every scenario; light enough to import from anywhere."""

DEMO_EMAIL = "demo@example.com"
DEMO_PASSWORD = "demo-password"
DEMO_TELEGRAM_ID = 123456789
BOT_TOKEN = "123456:sandbox-bot-token"
"""Signs Telegram logins in the sandbox; it belongs to no bot."""
