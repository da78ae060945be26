"""Recorded exchanges about who is signed in."""

from cabinet_tui.domain.errors import (
    AccountBlocked,
    AccountDeleted,
    NotFound,
    SignInRequired,
)
from tests.api.bedolaga import expected
from tests.api.bedolaga.case import Case, fails

ACCOUNT: dict[str, Case] = {
    "auth_me_ok": Case(lambda api: api.session.me(), expected.account),
    "auth_me_after_logout_access_still_valid": Case(lambda api: api.session.me(), expected.account),
    "auth_me_401_bad_token": fails(lambda api: api.session.me(), SignInRequired),
    "auth_me_401_expired_token": fails(lambda api: api.session.me(), SignInRequired),
    "auth_me_401_no_token": fails(lambda api: api.session.me(), SignInRequired),
    "auth_me_401_refresh_used_as_access": fails(lambda api: api.session.me(), SignInRequired),
    "auth_me_403_account_deleted_dict": fails(
        lambda api: api.session.me(),
        AccountDeleted,
        server_code="account_deleted",
        links=("https://t.me/bedo_demo_bot?start=revive",),
    ),
    "auth_me_403_blocked": fails(lambda api: api.session.me(), AccountBlocked),
    "auth_me_404_deleted_row": fails(lambda api: api.session.me(), NotFound),
}
