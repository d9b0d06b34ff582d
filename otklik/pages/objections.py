"""Objections to a score: a body says why a check is wrong, a curator decides; both are kept."""

from datetime import datetime

from django.db import IntegrityError, transaction

from otklik.audit.services import record
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.pages.errors import AlreadyDecided, AlreadyObjected, NothingLost, OwnObjection, WordsMissing
from otklik.pages.methodologies import formula_of
from otklik.pages.models import ObjectionState, PageScore, ScoreObjection
from otklik.pages.scores import as_json, results_of, values_of
from otklik.pages.scoring import correct, sum_up
from otklik.pages.selectors import access_page
from otklik.shared.words import marked as _


def object_to_score(
    viewer: Viewer, page_id: int, *, methodology: str, check: str, comment: str, now: datetime
) -> ScoreObjection:
    """Object to a check of the page's newest score, with words. Only whoever keeps the page may.

    Raises NotSeen, WordsMissing, NothingLost, AlreadyObjected.
    """
    page = access_page(viewer, page_id, right=Right.EDIT_PAGES)
    score = PageScore.objects.filter(page=page, methodology__code=methodology, is_current=True).first()
    result = next((one for one in results_of(score) if one.check == check and one.lost), None) if score else None
    if score is None or result is None:
        raise NothingLost
    if not comment:
        raise WordsMissing
    try:
        with transaction.atomic():
            made = ScoreObjection.objects.create(
                score=score, check_code=check, result=as_json(result), comment=comment, by_id=viewer.staff_id,
                by_name=viewer.name, at=now,
            )  # fmt: skip
            record("object_to_score", subject=f"page:{page.id}", by=viewer, now=now, details={"check": check})
    except IntegrityError as twice:
        raise AlreadyObjected from twice
    return made


def accept_objection(viewer: Viewer, page_id: int, objection_id: int, *, answer: str, now: datetime) -> None:
    """Let the check count in full on that day, with words.

    Raises NotSeen, AlreadyDecided, OwnObjection, WordsMissing.
    """
    with transaction.atomic():
        _correct(_decide(viewer, page_id, objection_id, decision=ObjectionState.ACCEPTED, answer=answer, now=now))


def reject_objection(viewer: Viewer, page_id: int, objection_id: int, *, answer: str, now: datetime) -> None:
    """Leave the score as it is, with words. Raises as `accept_objection` does."""
    with transaction.atomic():
        _decide(viewer, page_id, objection_id, decision=ObjectionState.REJECTED, answer=answer, now=now)


def _decide(
    viewer: Viewer, page_id: int, objection_id: int, *, decision: ObjectionState, answer: str, now: datetime
) -> ScoreObjection:
    objection = _access_objection(viewer, page_id, objection_id)
    if objection.state != ObjectionState.OPEN:
        raise AlreadyDecided
    if objection.by_id == viewer.staff_id:
        raise OwnObjection
    if not answer:
        raise WordsMissing
    objection.state, objection.answer = decision, answer
    objection.decided_by_name, objection.decided_at = viewer.name, now
    objection.save(update_fields=["state", "answer", "decided_by_name", "decided_at"])
    record(f"objection_{decision}", subject=f"page:{page_id}", by=viewer, now=now, because=answer[:500])
    return objection


def _access_objection(viewer: Viewer, page_id: int, objection_id: int) -> ScoreObjection:
    """The objection, locked, if this person may decide upon it."""
    seen = within(
        viewer.scope(Right.EDIT_RULES),
        body="score__page__owner",
        municipality="score__page__municipality",
        founder="score__page__founder",
    )
    objections = ScoreObjection.objects.select_for_update(of=("self",)).filter(seen, score__page_id=page_id)
    objection = objections.filter(id=objection_id).first()
    if objection is None:
        raise NotSeen(_("There is no such objection."))
    return objection


def _correct(objection: ScoreObjection) -> None:
    """Count the check in full; how the page moved against a week before moves along."""
    row = PageScore.objects.select_related("methodology").select_for_update(of=("self",)).get(id=objection.score_id)
    formula = formula_of(row.methodology)
    corrected = correct(sum_up(results_of(row), formula), objection.check_code, formula)
    if row.moved is not None and row.share is not None and corrected.share is not None:
        row.moved += corrected.share - row.share
    for name, value in values_of(corrected).items():
        setattr(row, name, value)
    row.save()
