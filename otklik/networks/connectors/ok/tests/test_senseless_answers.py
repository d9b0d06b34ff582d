"""An answer that is none is neither an empty list nor a proof that something is not there."""

import pytest

from otklik.networks.connectors.ok.objects import list_of
from otklik.networks.errors import TryLater


@pytest.mark.parametrize("answer", [None, [], {}, "ok", {"status": "ok"}, {"comments": "none"}, {"comments": {}}])
def test_it_says_that_the_answer_cannot_be_read(answer: object) -> None:
    with pytest.raises(TryLater):
        list_of(answer, "comments")


@pytest.mark.parametrize("answer", [{"comments": []}, {"anchor": "a1"}, {"has_more": False}, {"marker": 7}])
def test_it_knows_an_empty_list(answer: object) -> None:
    assert list_of(answer, "comments") == []


def test_it_gives_the_objects_of_the_list() -> None:
    assert list_of({"comments": [{"id": "1"}, None, 7], "anchor": "a"}, "comments") == [{"id": "1"}]
