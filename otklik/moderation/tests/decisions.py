"""Decisions to prove: a comment that came from the network, and what somebody decided about it."""

from datetime import datetime
from typing import Any

from otklik.intake.models import ResidentMessage
from otklik.moderation.evidence.services import record_evidence
from otklik.moderation.models import Decision, DecisionAct, DecisionState, EvidenceFile
from otklik.organizations.selectors import Viewer
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, comment, push

RUDE = "Вы там все идиоты, на Ленина 5 снова прорвало трубу, +7 912 345-67-89"
AUTHOR = 500777
NAME = "Зинаида Ковригина-Пятницкая"


def write_comment(town: Town, text: str = RUDE, *, comment_id: int = 501, author: int = AUTHOR) -> ResidentMessage:
    """A resident comments, and VK pushes it."""
    arrive(town.page, push("wall_reply_new", comment(comment_id, text, author=author)))
    run_flow()
    message = ResidentMessage.objects.get(external_id__endswith=f"_{comment_id}")
    assert message.author is not None
    message.author.name = NAME
    message.author.save()
    return message


def decide(
    message: ResidentMessage,
    act: DecisionAct = DecisionAct.HIDE,
    *,
    by: Viewer | None,
    now: datetime = NOW,
    **fields: Any,
) -> EvidenceFile:
    """Somebody decides about the message; the network has done it."""
    values: dict[str, Any] = {
        "ground": "insult", "clause": "3.1", "rules_version": "2026-1", "because": "оскорбляет сотрудников",
        "state": DecisionState.DONE, "settled_at": now, "notice_text": "Ваш комментарий скрыт.",
    } | fields  # fmt: skip
    decision = Decision.objects.create(
        message=message,
        page_id=message.network_page_id,
        body_id=message.body_id,
        municipality_id=message.municipality_id,
        founder_id=message.founder_id,
        act=act,
        decided_by_id=by.staff_id if by else None,
        decided_at=now,
        **values,
    )
    return record_evidence(decision, by=by, because=decision.because, now=now)
