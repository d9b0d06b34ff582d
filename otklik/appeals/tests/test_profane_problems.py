"""Hidden never means unanswered: whoever tells of a problem with profanity gets a case, held for a moderator or not."""

import json

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.states import CLOSED_STATES, State
from otklik.intake.models import ResidentMessage
from otklik.triage.marked import MARKED
from otklik.triage.models import Finding
from tests.flow import run_flow
from tests.town import Town, arrive, comment, push

TEXTS = MARKED / "profane_problems.jsonl"


@pytest.mark.skipif(not TEXTS.is_file(), reason="the marked texts are not here")
def test_every_problem_told_with_profanity_opens_a_case(town: Town) -> None:
    texts = [json.loads(line)["text"] for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    arrive(
        town.page,
        *(push("wall_reply_new", comment(1000 + place, text, author=2000 + place)) for place, text in enumerate(texts)),
    )
    run_flow()
    without_case = ResidentMessage.objects.filter(case_link__isnull=True)
    assert ResidentMessage.objects.count() == len(texts)
    assert without_case.count() == 0
    assert Appeal.objects.exclude(state__in=sorted(CLOSED_STATES)).count() == len(texts)


def test_a_problem_told_with_profanity_waits_for_a_moderator_as_a_case(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, "На Мира 5 яма, бл*ть, когда заделаете?")))
    run_flow()
    assert Appeal.objects.get().state == State.IN_MODERATION
    assert Finding.objects.get().ground == "profanity"
