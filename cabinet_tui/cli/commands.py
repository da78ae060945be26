"""All commands: the grammar they make together, and the way to the one that was asked for."""

from argparse import Namespace
from collections.abc import Callable

from cabinet_tui.cli import (
    autopay,
    balance,
    buy,
    cards,
    completion,
    coupon,
    demo,
    devices,
    gifts,
    language,
    link,
    login,
    logout,
    options,
    pages,
    pause,
    payments,
    promo,
    referrals,
    renew,
    revoke,
    sandbox,
    status,
    subscription,
    subscriptions,
    switch,
    tariffs,
    ticket,
    tickets,
    topup,
    traffic,
    transactions,
    trial,
    tui,
    withdrawals,
)
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, Parser, root
from cabinet_tui.locale import _

Run = Callable[[Namespace, Options], int]

_COMMANDS = (
    demo.add,
    login.add,
    logout.add,
    status.add,
    balance.add,
    transactions.add,
    subscription.add,
    subscriptions.add,
    link.add,
    tariffs.add,
    buy.add,
    switch.add,
    renew.add,
    trial.add,
    autopay.add,
    devices.add,
    traffic.add,
    revoke.add,
    pause.add,
    topup.add,
    payments.add,
    cards.add,
    promo.add,
    coupon.add,
    gifts.add,
    referrals.add,
    withdrawals.add,
    tickets.add,
    ticket.add,
    pages.add,
    language.add,
    sandbox.add,
    completion.add,
)


def grammar() -> Parser:
    """The parser of the whole command line."""
    parser = root()
    commands = Commands(parser, _("Without a command the cabinet opens on the whole screen."))
    for add in _COMMANDS:
        add(commands)
    return parser


def perform(namespace: Namespace) -> int:
    """Run the command that was asked for, the whole-screen program when there was none."""
    run: Run = getattr(namespace, "run", tui.run)
    chosen = options.chosen(namespace)
    if chosen.plain:
        from cabinet_tui.cli import linear

        with linear.written():
            return _perform(run, namespace, chosen)
    return _perform(run, namespace, chosen)


def _perform(run: Run, namespace: Namespace, chosen: Options) -> int:
    if chosen.log is None:
        return run(namespace, chosen)
    from cabinet_tui.cli.log_file import logged

    name = run.__module__.rpartition(".")[2]
    return logged(lambda: run(namespace, chosen), chosen.log, command=name)
