"""A question that would take too long is given up, and the connection goes on."""

import pytest
from django.db import connection

from otklik.publication.models import PublishedCase
from otklik.publication.published import bounded
from otklik.publication.published.bounded import TooMuchToRead, in_time


@pytest.mark.django_db
def test_it_is_given_up_and_the_next_question_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "MOST_MILLISECONDS", 20)
    with pytest.raises(TooMuchToRead, match="too much"), in_time(), connection.cursor() as cursor:
        cursor.execute("select pg_sleep(30)")
    assert not PublishedCase.objects.exists()
