"""The audit is red on a finding, and never green without having looked."""

import json

import pytest

from tools.audit import BROKEN, CLEAN, FOUND, verdict

FINE = {"name": "good", "version": "1.0", "vulns": []}
SKIPPED = {"name": "unknown", "skip_reason": "Dependency not found on PyPI"}
BAD = {
    "name": "bad",
    "version": "0.1",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.2"]}, {"id": "GHSA-2", "fix_versions": []}],
}


def told(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_finding_is_red_whatever_else_is_true() -> None:
    for others in ((), (FINE,), (SKIPPED,)):
        found = verdict(told(*others, BAD), "ConnectionError")
        assert found.code == FOUND
        assert "bad 0.1: PYSEC-1, fixed in 0.2" in found.text
        assert "GHSA-2, fixed in none yet" in found.text


def test_clean_is_said_only_of_what_was_looked_up() -> None:
    assert verdict(told(FINE, FINE), "").text.startswith("2 packages looked up")
    assert verdict(told(FINE), "").code == CLEAN


def test_a_service_that_knows_nothing_has_not_audited_anything() -> None:
    found = verdict(told(SKIPPED, SKIPPED), "No known vulnerabilities found")
    assert found.code == CLEAN
    assert found.text.startswith("NOT AUDITED")


def test_a_package_that_was_left_out_is_red() -> None:
    found = verdict(told(FINE, SKIPPED), "")
    assert found.code == BROKEN
    assert "unknown" in found.text


@pytest.mark.parametrize(
    "complaint",
    [
        "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.osv.dev', port=443)",
        "pip_audit: Could not connect to PyPI's vulnerability feed",
        "requests.exceptions.HTTPError: 503 Server Error: Service Unavailable",
    ],
)
def test_a_service_that_is_away_is_told_and_not_red(complaint: str) -> None:
    found = verdict("", f"Traceback\n{complaint}\n")
    assert found.code == CLEAN
    assert found.text.startswith("NOT AUDITED")


@pytest.mark.parametrize("output", ["", "[]", "null", "{}", '{"dependencies": 5}', "oops"])
def test_anything_else_is_red(output: str) -> None:
    assert verdict(output, "error: unrecognized arguments: --nonsense").code == BROKEN
