"""Many messages of residents at once: what would become of each, deciding; /moderation/undo takes it back."""

import secrets
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from otklik.moderation.bulk.acts import MOST_AT_ONCE, DecisionAct, ForeseenMessage, decide_many, foresee
from otklik.moderation.services import Charge
from otklik.organizations.rights import Right
from otklik.web.api.staff.authentication import require_right
from otklik.web.api.staff.moderation.moderation import NotDone
from otklik.web.api.staff.shapes import Asked, Flag, Line, Ref, Words

router = Router(tags=["Many at once"])
_ACTS = {"hide": DecisionAct.HIDE, "pass": DecisionAct.LAWFUL}


class MessagesIn(Asked):
    """Which messages, and what shall become of them."""

    act: Literal["hide", "pass"]
    messages: Annotated[list[Ref], Field(min_length=1, max_length=MOST_AT_ONCE)]


@router.post("/moderation/many/preview", response=list[ForeseenMessage])
def preview_messages(request: HttpRequest, given: MessagesIn) -> list[ForeseenMessage]:
    """What would become of each message that the owner of the key sees, and where the network cannot."""
    program = require_right(request, Right.MODERATE)
    return foresee(given.messages, _ACTS[given.act], by=program.viewer, now=program.now)


class AsRead(Asked):
    """A message, with the words that the preview showed."""

    id: Ref
    wording: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[0-9a-f]+$")]


class ChargedIn(Asked):
    """What a preview showed, and what is held against all of them."""

    act: Literal["hide", "pass"]
    messages: Annotated[list[AsRead], Field(min_length=1, max_length=MOST_AT_ONCE)]
    ground: Line = ""
    because: Words = ""
    tells: Flag = False


class ManyDecided(Schema):
    """How many are decided; `batch` goes into /moderation/undo."""

    batch: str
    count: int
    refused: list[NotDone]


@router.post("/moderation/many", response=ManyDecided)
def decide_messages(request: HttpRequest, given: ChargedIn) -> dict[str, object]:
    """Hide or let pass, each by itself and as it was shown; what could not be done is told one by one."""
    program, batch = require_right(request, Right.MODERATE), secrets.token_hex(8)
    charge = Charge(**given.model_dump(exclude={"act", "messages"}), batch=batch)
    wordings = {one.id: one.wording for one in given.messages}
    done = decide_many(wordings, _ACTS[given.act], charge, by=program.viewer, now=program.now)
    refused = [{"message_id": message_id, "words": why.say(_)} for message_id, why in done.refused]
    return {"batch": batch, "count": done.count, "refused": refused}
