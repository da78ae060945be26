"""Every documented operation and push is covered by an end-to-end test that says so."""

from tests.e2e.coverage_claims import claims, documented, is_among


def test_each_operation_and_push_has_its_end_to_end_test() -> None:
    assert documented() - claims().keys() == set()


def test_no_test_claims_what_is_not_documented() -> None:
    assert claims().keys() - documented() == set()


def test_a_claim_is_held_against_what_the_server_did() -> None:
    seen = ["POST /tickets/7/messages", "GET /tickets"]
    assert is_among("POST /tickets/{ticket_id}/messages", seen)
    assert is_among("GET /tickets", seen)
    assert not is_among("POST /tickets", seen)
    assert not is_among("GET /tickets/{ticket_id}/messages", seen)
