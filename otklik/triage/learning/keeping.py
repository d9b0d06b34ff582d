"""Keeping what people make of proposals as examples, and forgetting them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from otklik.intake.models import MessageVersion, ResidentMessage
from otklik.organizations.rights import Place
from otklik.organizations.selectors import Viewer
from otklik.topics.selectors import groups_by_code
from otklik.triage.findings import Finding
from otklik.triage.learning.bases import base_of
from otklik.triage.learning.signs import signs_of_finding, surest_of
from otklik.triage.models import OwnExample, Verdict
from otklik.triage.parts import Part

_LONGEST = 300
SAME = "same"
DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Choice:
    """One part of a proposal, and what a person chose instead, or accepted."""

    part: Part
    proposed: str
    """A code (of a body its slug) or a place; empty: the machine abstained."""
    certainty: float
    chosen: str
    signs: Mapping[str, float] = field(default_factory=dict)
    """What it was decided on, see `learning.signs`."""


def keep_choices(
    message: ResidentMessage, choices: Sequence[Choice], *, model_version: str, place: Place, by: Viewer, now: datetime
) -> None:
    """Keep what a person said of a message, each part once: a later word takes the place of an earlier one.

    Without a wording there is nothing to learn from, and nothing is kept.
    """
    wording = MessageVersion.objects.filter(message=message, text=message.text).order_by("-id").first()
    if wording is None or not choices:
        return
    rows = [
        OwnExample(
            message=message,
            wording=wording,
            body_id=place.body_id,
            municipality_id=place.municipality_id,
            founder_id=place.founder_id,
            part=choice.part,
            proposed=choice.proposed[:_LONGEST],
            certainty=choice.certainty,
            chosen=choice.chosen[:_LONGEST],
            is_right=choice.proposed == choice.chosen,
            model_version=model_version,
            base=base_of(choice.part),
            signs={**choice.signs},
            by_id=by.staff_id,
            at=now,
        )
        for choice in choices
    ]
    kept = ("wording", "body", "municipality", "founder", "proposed", "certainty", "chosen", "is_right")
    OwnExample.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["message", "part"],
        update_fields=[*kept, "model_version", "base", "signs", "by", "at"],
    )


def forget_choices(message: ResidentMessage, *, by: Viewer, at: datetime) -> None:
    """A person takes back what they said of a message at this moment: nothing is learnt from it."""
    OwnExample.objects.filter(message=message, by_id=by.staff_id, at=at).delete()


def topic_choices(verdict: Verdict, code: str) -> list[Choice]:
    """The choices that a topic of the rubricator makes: its group, and the topic itself where it is no group.

    «Not clear» is a word against the group that was proposed; where none was, nothing is learnt from it.
    """
    group = groups_by_code([code]).get(code, "")
    if not group and not verdict.group_code:
        return []
    choices = [Choice(Part.GROUP, verdict.group_code, verdict.group_certainty, group)]
    return (
        choices if group == code else [*choices, Choice(Part.TOPIC, verdict.topic_code, verdict.topic_certainty, code)]
    )


def keep_decency(message: ResidentMessage, *, ground: str, place: Place, by: Viewer, now: datetime) -> None:
    """Keep what a moderator made of the findings: the ground of the decision; empty for «lawful»."""
    verdict = Verdict.objects.filter(message=message, is_current=True).first()
    if verdict is None:
        return
    found = [
        Finding(one.rule, one.ground, one.start, one.end, one.certainty) for one in verdict.findings.order_by("id")
    ]
    meant = surest_of([one for one in found if one.ground == ground] or found)
    if meant is None:
        choice = Choice(Part.DECENCY, "", 0.0, ground)
    else:
        signs = signs_of_finding(meant, message.text)
        choice = Choice(Part.DECENCY, meant.ground, meant.certainty, ground, signs)
    keep_choices(message, [choice], model_version=verdict.model_version, place=place, by=by, now=now)


def forget_examples(message_ids: Iterable[int]) -> int:
    """Erase all examples of these messages. Returns how many there were. Models made of them hold no texts."""
    return OwnExample.objects.filter(message_id__in=list(message_ids)).delete()[0]
