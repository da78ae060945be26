"""What servers are known to say of subscriptions, codes, gifts and tickets, and what it means."""

from cabinet_tui.locale import N_

SAID_OF_SALES = (
    # Our sentence, and the words of servers for it: small letters, no full stop, е for ё.
    (
        N_("There is no subscription yet."),
        "no subscription",
        "no subscription found",
        "no active subscription found",
        "no active subscription with tariff",
        "у вас нет активной подписки",
    ),
    (
        N_("There is no such subscription."),
        "subscription not found",
        "подписка не найдена",
    ),
    (
        N_("This period is not on offer for renewing."),
        "selected renewal period is not available",
        "renewal option not available",
    ),
    (
        N_("This tariff is not sold for this period."),
        "selected period is not available for this tariff",
        "price is not configured for this period",
    ),
    (
        N_("This tariff is no longer sold."),
        "tariff not found",
        "tariff not found or inactive",
        "тариф не найден",
    ),
    (
        N_("There is an active subscription already."),
        "you already have an active subscription",
        "you already have an active subscription for the target tariff",
        "у вас уже есть активная подписка",
    ),
    (N_("The trial was used already."), "trial already used", "пробный период уже использован"),
    (N_("There is no trial for this account."), "trial is not available"),
    (N_("This is the tariff you have."), "already on this tariff"),
    (
        N_("The subscription is over: it cannot be switched."),
        "subscription is expired",
    ),
    (
        N_("A trial cannot be switched to another tariff."),
        "trials cannot switch",
    ),
    (
        N_("The subscription does not run now: it cannot be switched."),
        "subscription is not active (status: disabled)",
    ),
    (
        N_("Only a subscription that has ended can be removed."),
        "only expired or disabled subscriptions can be deleted",
    ),
    (N_("The subscription is removed."), "subscription deleted"),
    (N_("The subscription was renewed."), "subscription renewed successfully"),
    (N_("Autopay is changed."), "autopay settings updated"),
    (
        N_("The subscription is not paid by the day."),
        "pause is only available for daily tariffs",
    ),
    (N_("The tariff is paused."), "daily subscription paused"),
    (N_("The tariff goes on."), "daily subscription resumed"),
    (N_("The traffic was added."), "traffic purchased successfully"),
    (N_("There is no such server."), "server not found", "сервер не найден"),
    # Codes, gifts, referral earnings.
    (N_("The code is redeemed."), "promo code activated successfully", "промокод активирован"),
    (
        N_("There is no such promo code."),
        "promo code not found",
        "промокод не найден",
    ),
    (
        N_("There is no such promo code, or it has expired."),
        "promocode not found or expired",
    ),
    (
        N_("This promo code has expired."),
        "promo code has expired",
        "срок действия промокода истек",
    ),
    (N_("This promo code has been used up."), "promo code has been fully used"),
    (
        N_("You have used this promo code already."),
        "promocode already used",
        "you have already used this promo code",
        "вы уже использовали этот промокод",
    ),
    (
        N_("This promo code adds days, and there is no subscription to add them to."),
        "promocode requires a subscription",
    ),
    (
        N_("There is no such coupon, or it was used already."),
        "coupon not found or already used",
    ),
    (N_("You have used this coupon already."), "you have already redeemed this coupon"),
    (N_("This service sells no gifts now."), "gift feature is not enabled"),
    (N_("There is no such gift."), "gift not found", "no such gift", "purchase not found"),
    (N_("This gift code is too short."), "code too short"),
    (
        N_("This gift is from you: somebody else has to take it."),
        "cannot activate your own gift",
    ),
    (N_("This gift cannot be taken any more."), "this gift cannot be activated"),
    (N_("A gift for yourself cannot be bought."), "cannot gift to yourself"),
    (
        N_("Type an e-mail address or a Telegram name like @maria."),
        "invalid email format",
        "invalid telegram username format",
    ),
    (N_("There is no such request."), "заявка не найдена"),
    (
        N_("This request is decided already: it cannot be cancelled."),
        "можно отменить только заявку в ожидании",
    ),
    (
        N_("A request is waiting already."),
        "у вас уже есть активная заявка",
        "у вас уже есть активная заявка на рассмотрении",
    ),
    # Tickets.
    (
        N_("There is an open ticket already: write into that one."),
        "you already have an open ticket",
        "у вас уже есть открытое обращение",
        "у вас уже есть открытый тикет",
    ),
    (
        N_("This ticket is closed: nothing more can be written into it."),
        "cannot add message to closed ticket",
        "ticket is closed",
        "обращение закрыто",
        "тикет закрыт",
    ),
    (
        N_("Support takes no more answers in this ticket."),
        "replies to this ticket are blocked",
    ),
    (N_("There is no such ticket."), "ticket not found", "обращение не найдено", "тикет не найден"),
)
