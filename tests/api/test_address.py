"""Addresses and proxies, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.api.address import base_url, is_loopback, origin, websocket_url
from cabinet_tui.api.proxy import proxy_for
from cabinet_tui.domain.errors import BadSetting


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("https://vpn.example.com", "https://vpn.example.com/cabinet"),
        ("https://vpn.example.com/", "https://vpn.example.com/cabinet"),
        ("https://vpn.example.com/api/cabinet/", "https://vpn.example.com/api/cabinet"),
        ("https://VPN.example.com:8443/x", "https://vpn.example.com:8443/x"),
        ("vpn.example.com", "https://vpn.example.com/cabinet"),
        ("  vpn.example.com/x ", "https://vpn.example.com/x"),
        ("localhost:8000", "http://localhost:8000/cabinet"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/cabinet"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("https://впн.рф", "https://впн.рф/cabinet"),
    ],
)
def test_an_address_is_completed(typed: str, base: str) -> None:
    assert base_url(typed) == base
    assert base_url(base) == base


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "https:///cabinet",
        "ftp://vpn.example.com",
        "javascript:alert(1)",
        "https://user:secret@vpn.example.com",
        "https://vpn.example.com?x=1",
        "https://vpn.example.com#x",
        "https://vpn.example.com:port",
        "https://vpn.example.com:99999",
        "https://vpn.example.com:0",
        "https://[::1",
        "https://vpn .example.com",
        "https://vpn\x1b[31m.example.com",
        "https://" + "a" * 80 + ".com",
        "http://vpn.example.com",
        "http://192.168.1.1",
        "http://127.0.0.1.evil.example",
    ],
)
def test_what_is_no_address_is_said_clearly(typed: str) -> None:
    with pytest.raises(BadSetting) as caught:
        base_url(typed)
    assert caught.value.reason
    assert caught.value.advice
    assert str(caught.value).isprintable()


def test_plain_http_is_spoken_on_demand_only() -> None:
    assert base_url("http://vpn.lan", insecure_http=True) == "http://vpn.lan/cabinet"


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_a_bad_setting(text: str) -> None:
    try:
        base = base_url(text)
    except BadSetting:
        return
    assert base.startswith(("https://", "http://"))
    assert base_url(base) == base


def test_what_is_made_of_a_base() -> None:
    assert websocket_url("https://vpn.example.com/cabinet") == "wss://vpn.example.com/cabinet/ws"
    assert websocket_url("http://127.0.0.1:80/c/") == "ws://127.0.0.1:80/c/ws"
    assert origin("https://vpn.example.com:8443/cabinet") == "https://vpn.example.com:8443/"


def test_what_is_this_machine() -> None:
    assert all(map(is_loopback, ("localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1")))
    assert not any(map(is_loopback, ("localhost.evil.example", "10.0.0.1", "", "0.0.0.0")))  # noqa: S104 - nothing listens there


HTTPS, WSS, HTTP = "https://vpn.example.com/c", "wss://vpn.example.com/c/ws", "http://vpn.lan/c"


@pytest.mark.parametrize(
    ("url", "environ", "proxy"),
    [
        (HTTPS, {}, None),
        (HTTPS, {"ALL_PROXY": "socks5://127.0.0.1:2080"}, "socks5://127.0.0.1:2080"),
        (WSS, {"ALL_PROXY": "socks5://127.0.0.1:2080"}, "socks5://127.0.0.1:2080"),
        (WSS, {"https_proxy": "http://p:3128"}, "http://p:3128"),
        (HTTPS, {"HTTPS_PROXY": "p:3128"}, "http://p:3128"),
        (HTTP, {"https_proxy": "http://p:3128"}, None),
        (HTTP, {"http_proxy": "http://p:3128", "all_proxy": "socks5://q:1"}, "http://p:3128"),
        (HTTPS, {"https_proxy": "http://low:1", "HTTPS_PROXY": "http://up:1"}, "http://low:1"),
        (HTTPS, {"https_proxy": " ", "all_proxy": "socks5h://q:1"}, "socks5h://q:1"),
        (HTTPS, {"all_proxy": "http://p:1", "no_proxy": "*"}, None),
        (HTTPS, {"all_proxy": "http://p:1", "no_proxy": "a, example.com"}, None),
        (HTTPS, {"all_proxy": "http://p:1", "NO_PROXY": ".example.com"}, None),
        (HTTPS, {"all_proxy": "http://p:1", "no_proxy": "*.example.com"}, None),
        (HTTPS, {"all_proxy": "http://p:1", "no_proxy": "ample.com,,"}, "http://p:1"),
        ("https://vpn.lan:8443/", {"all_proxy": "http://p:1", "no_proxy": "vpn.lan:8443"}, None),
        ("https://10.1.2.3/", {"all_proxy": "http://p:1", "no_proxy": "10.0.0.0/8"}, None),
        ("http://127.0.0.1:80/", {"all_proxy": "http://p:1"}, None),
        ("ws://localhost:80/", {"all_proxy": "socks://nonsense"}, None),
    ],
)
def test_the_proxy_for_a_url(url: str, environ: dict[str, str], proxy: str | None) -> None:
    assert proxy_for(url, environ) == proxy


@pytest.mark.parametrize(
    "proxy",
    [
        "socks://127.0.0.1:2080",
        "socks4://h:1",
        "ftp://h",
        "http://",
        "http://h:x",
        "://",
        "http://a b",
    ],
)
def test_a_proxy_that_cannot_be_used_is_said_clearly(proxy: str) -> None:
    with pytest.raises(BadSetting, match="ALL_PROXY") as caught:
        proxy_for(HTTPS, {"ALL_PROXY": proxy})
    assert "socks5://" in caught.value.advice


def test_the_password_of_a_proxy_is_not_repeated() -> None:
    with pytest.raises(BadSetting) as caught:
        proxy_for(HTTPS, {"all_proxy": "socks://user:secret@h:1"})
    assert "secret" not in str(caught.value)
