"""Recorded exchanges about referrals, support and the service itself."""

from cabinet_tui.domain.errors import (
    InvalidInput,
    NotFound,
    Rejected,
)
from cabinet_tui.domain.service import Branding, ServiceInfo
from tests.api.bedolaga import expected
from tests.api.bedolaga.case import Case, fails

PEOPLE: dict[str, Case] = {
    "referral_info": Case(lambda api: api.referral.stats(), expected.stats),
    "referral_info_empty": Case(lambda api: api.referral.stats(), expected.stats),
    "referral_list": Case(
        lambda api: api.referral.referrals(),
        lambda body: expected.page(body, expected.referral),
        same_query=False,
    ),
    "referral_list_p2": Case(
        lambda api: api.referral.referrals(2),
        lambda body: expected.page(body, expected.referral),
        same_query=False,
    ),
    "referral_earnings": Case(
        lambda api: api.referral.earnings(),
        lambda body: expected.page(body, expected.earning),
        same_query=False,
    ),
    "referral_earnings_empty": Case(
        lambda api: api.referral.earnings(),
        lambda body: expected.page(body, expected.earning),
        same_query=False,
    ),
    "tickets_list": Case(
        lambda api: api.tickets.tickets(),
        lambda body: [expected.ticket(one) for one in body["items"]],
        same_query=False,
    ),
    "tickets_list_empty": Case(lambda api: api.tickets.tickets(), lambda _: [], same_query=False),
    "ticket_detail": Case(lambda api: api.tickets.conversation(1), expected.talk),
    "ticket_detail_after_user_reply": Case(lambda api: api.tickets.conversation(1), expected.talk),
    "ticket_404": fails(lambda api: api.tickets.conversation(9999), NotFound),
    "ticket_404_foreign": fails(lambda api: api.tickets.conversation(1), NotFound),
    "ticket_create_ok": Case(
        lambda api: api.tickets.open_ticket("Не могу оплатить", "Платёж не проходит"),
        expected.ticket,
    ),
    "ticket_create_ok_while_other_is_pending": Case(
        lambda api: api.tickets.open_ticket("Второй тикет", "текст"), expected.ticket
    ),
    "ticket_create_409_already_open": fails(
        lambda api: api.tickets.open_ticket("Второй вопрос", "текст"),
        Rejected,
        status=409,
        what="There is an open ticket already: write into that one.",
    ),
    "ticket_create_409_now": fails(
        lambda api: api.tickets.open_ticket("Третий тикет", "текст"), Rejected, status=409
    ),
    "ticket_create_422_short_title": fails(
        lambda api: api.tickets.open_ticket("x", "y"), InvalidInput
    ),
    "ticket_message_ok": Case(
        lambda api: api.tickets.reply(1, "Обновил, работает. Спасибо!"), expected.message
    ),
    "ticket_message_answered_becomes_pending": Case(
        lambda api: api.tickets.reply(1, "ещё вопрос"), expected.message
    ),
    "ticket_message_400_closed": fails(
        lambda api: api.tickets.reply(2, "ещё вопрос"), Rejected, status=400
    ),
    "ticket_message_422_empty": fails(lambda api: api.tickets.reply(1, "   "), InvalidInput),
    "info_service": Case(
        lambda api: api.info.info(),
        lambda body: ServiceInfo(
            name=body["name"],
            support_email=body["support_email"],
            support_telegram=body["support_telegram"],
            website=body["website"],
            description=body["description"],
        ),
    ),
    "maintenance_public_info_ok": Case(
        lambda api: api.info.info(),
        lambda body: ServiceInfo(
            name=body["name"],
            support_email=body["support_email"],
            support_telegram=body["support_telegram"],
            website=body["website"],
            description=body["description"],
        ),
    ),
    "branding": Case(lambda api: api.info.branding(), lambda body: Branding(name=body["name"])),
}
