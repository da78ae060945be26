"""Getting in and looking around: what no command of the command line does."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cabinet_tui.cli import consent, output, questions, visit
from cabinet_tui.cli.exits import Exit
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.plain import asking
from cabinet_tui.locale import LANGUAGES, _, current

if TYPE_CHECKING:
    from cabinet_tui.domain.account import Registered
    from cabinet_tui.services.cabinet import Cabinet

T = TypeVar("T")
_NAMES = {"en": "English", "ru": "Русский"}


def register(options: Options) -> int:
    """Create an account, and sign in with it where the service allows that at once."""
    from cabinet_tui.domain.account import Registration
    from cabinet_tui.domain.codes import check_password
    from cabinet_tui.domain.email import email_address
    from cabinet_tui.widgets.bonus_wording import gift

    email = email_address(_needed(_("E-mail: ")))
    password = _new_password(check_password)
    wanted = Registration(
        email=email,
        password=password,
        first_name=_needed(_("First name: ")),
        last_name=questions.line(_("Last name (Enter alone leaves it out): ")),
        referral_code=questions.line(_("Invitation, code or link (Enter alone leaves it out): ")),
        campaign=questions.line(_("Campaign, code or link (Enter alone leaves it out): ")),
        language=current(),
    )
    alone = not (wanted.referral_code or wanted.campaign)

    async def work(cabinet: "Cabinet") -> "Registered":
        session = cabinet.session
        register = session.register_standalone if alone else session.register
        return await consent.given(lambda accepted: register(replace(wanted, accepted=accepted)))

    made = _at_server(options, work)
    said = (_("The account was created."), gift(made.bonus))
    output.remark(" ".join(filter(None, said)))
    if made.sign_in_waits or made.verification_required:
        output.remark(_("A letter is on its way."))
    output.remark(_("Sign in now, with e-mail and password."))
    return Exit.OK


def verify(options: Options) -> int:
    """Confirm the address."""
    code = _needed(_("Paste the code from the letter, or the whole link: "))

    async def work(cabinet: "Cabinet") -> None:
        await cabinet.session.restore()
        await cabinet.session.verify_email(code)

    _at_server(options, work)
    output.remark(_("The e-mail address is confirmed."))
    return Exit.OK


def forgot(options: Options) -> int:
    """Ask for a letter with which a new password is set."""
    email = _needed(_("E-mail: "))
    said = _at_server(options, lambda cabinet: cabinet.session.forgot_password(email))
    output.remark(said or _("A letter is on its way."))
    return Exit.OK


def reset(options: Options) -> int:
    """Set a new password."""
    from cabinet_tui.domain.codes import check_password

    code = _needed(_("Paste the code from the letter, or the whole link: "))
    password = _new_password(check_password)
    _at_server(options, lambda cabinet: cabinet.session.reset_password(code, password))
    output.remark(_("The new password is set."))
    return Exit.OK


def service(options: Options) -> int:
    """Tell whose cabinet it is, and where its people and papers are."""
    from cabinet_tui.domain.contacts import contacts
    from cabinet_tui.domain.service import ServiceInfo
    from cabinet_tui.widgets.contact_list import contact_label

    async def work(cabinet: "Cabinet") -> ServiceInfo | None:
        await cabinet.session.restore()
        await cabinet.info.refresh()
        return cabinet.store.state.info.told()

    info = _at_server(options, work)
    if info is not None:
        rows = [(contact_label(each.kind), each.url or each.text) for each in contacts(info)]
        output.Paper(options.ascii_only).facts([(_("Service"), info.name), *rows])
    return Exit.OK


def speak() -> int:
    """Choose the language of the program, and keep the choice."""
    from cabinet_tui import locale
    from cabinet_tui.cli import preferences

    language = LANGUAGES[asking.one_of([_NAMES[each] for each in LANGUAGES], _("Language:"))]
    before = preferences.kept()
    locale.use(language)
    preferences.keep(before, replace(before, language=language))
    return Exit.OK


def _at_server(options: Options, work: "Callable[[Cabinet], Awaitable[T]]") -> T:
    async def whole() -> T:
        async with visit.opened(options) as cabinet:
            return await work(cabinet)

    return visit.finish(whole)


def _needed(question: str) -> str:
    answer = questions.line(question)
    if not answer:
        raise asking.Changed
    return answer


def _new_password(check: Callable[[str], None]) -> str:
    password = questions.secret(_("Password: "))
    check(password)
    if questions.secret(_("Password again: ")) != password:
        output.remark(_("The two passwords differ."))
        raise asking.Changed
    return password
