"""Files stay together, each time they come; slow tests and those in a browser are handed out alone."""

from tests.handing_out import scopes_of

QUICK, OTHER = "otklik/shared/tests/test_now.py", "otklik/shared/tests/test_words.py"
SLOW, BROWSER = "tests/reliability/test_order_of_events.py", "tests/browser/test_map.py"
SHARED = "otklik/web/edge/tests/test_outage.py"


def parts(*ids: str) -> list[list[str]]:
    """The tests that go together, in their order."""
    told: dict[str, list[str]] = {}
    for one, scope in scopes_of(ids).items():
        told.setdefault(scope, []).append(one)
    return list(told.values())


def test_those_of_a_file_go_together_until_another_comes() -> None:
    ids = [f"{QUICK}::a", f"{QUICK}::b[x::y]", f"{OTHER}::a", f"{QUICK}::c"]
    assert parts(*ids) == [ids[:2], ids[2:3], ids[3:]]


def test_slow_ones_and_those_in_a_browser_go_alone() -> None:
    ids = [f"{SLOW}::a", f"{SLOW}::b", f"{BROWSER}::a", f"{BROWSER}::b"]
    assert parts(*ids) == [[one] for one in ids]


def test_those_that_share_a_server_go_together_though_they_are_slow() -> None:
    ids = [f"{SHARED}::a", f"{SHARED}::b"]
    assert parts(*ids) == [ids]
