"""What the service has to read, in the markups that operators write: HTML, Markdown, plain text."""

from collections.abc import Mapping
from typing import Final

RULES: Final[Mapping[str, str]] = {
    "ru": """<b>Правила сервиса</b>

1. Одна подписка — для одной семьи. Число устройств указано в тарифе.
2. Через сервис нельзя рассылать спам, взламывать и нарушать закон.
3. Скорость не ограничивается, пока не кончился трафик тарифа.

Вопросы — в <a href="https://t.me/support_bot">поддержку</a>.""",
    "en": """<b>Rules of the service</b>

1. One subscription is for one household. The plan says how many devices may connect.
2. No spam, no break-ins, nothing unlawful.
3. The speed is not limited until the traffic of the plan is used up.

Questions go to <a href="https://t.me/support_bot">support</a>.""",
}

OFFER: Final[Mapping[str, str]] = {
    "ru": """<h1>Публичная оферта</h1>
<p>Настоящий документ является предложением заключить договор
на условиях, изложенных ниже.</p>
<h2>1. Предмет</h2>
<p>Исполнитель предоставляет доступ к сети, Заказчик его оплачивает.
Полный текст — на <a href="https://vpn.example.com/offer">сайте</a>.</p>
<h2>2. Оплата</h2>
<ul><li>цены указаны в рублях;</li><li>баланс пополняется заранее;</li>
<li>возврат — по <b>письменному</b> обращению в течение 14 дней.</li></ul>
<table><tr><th>Тариф</th><th>Срок</th></tr><tr><td>Стандарт</td><td>30 дней</td></tr></table>
<h2>3. Срок действия</h2>
<p>Оферта действует с&nbsp;1&nbsp;января 2026&nbsp;года до отзыва.</p>""",
}

PRIVACY: Final[Mapping[str, str]] = {
    "ru": """# Политика конфиденциальности

Мы **не храним** журналы подключений.

## Что мы храним

- адрес почты или номер Telegram;
- историю платежей без данных карт;
- сколько трафика израсходовано.

Подробнее: [наш сайт](https://vpn.example.com/privacy) или mailto:privacy@example.com
""",
}

RECURRENT: Final[Mapping[str, str]] = {
    "ru": "# Регулярные платежи\n\nКарта списывается раз в период. Отключить можно всегда.\n",
}

QUESTIONS: Final = (
    (
        "Как подключиться?",
        "1. Установите приложение.\n2. Скопируйте ссылку подписки.\n3. Добавьте её в приложение.",
    ),
    ("Сколько устройств можно подключить?", "Столько, сколько указано в тарифе."),
    (
        "Почему не открывается сайт?",
        "Обновите подписку в приложении. Если не помогло, напишите в <b>поддержку</b>.",
    ),
    (
        "Как вернуть деньги?",
        "Напишите в поддержку, подробности в [оферте](https://vpn.example.com/offer).",
    ),
)


def told(texts: Mapping[str, str], language: str) -> str:
    """The text in this language, in Russian where there is none."""
    return texts.get(language, texts["ru"])
