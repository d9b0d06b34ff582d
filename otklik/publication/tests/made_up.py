"""Answered cases for tests of publication: no network, no worker, only what is decided about them."""

from datetime import datetime

from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.services import hash_text
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.publication.decisions.services import decide_publication
from otklik.publication.models import Decision
from tests.people import NOW, Cast, open_case

REPLY = "Яму засыпали 23 ноября, асфальт положим до 1 июня."


def answered(
    cast: Cast,
    text: str = "Яма у школы",
    reply: str = REPLY,
    *,
    channel: str = "comment",
    body: Body | None = None,
    author: str = "Ольга Тимофеева",
    now: datetime = NOW,
) -> Appeal:
    """A case with an answer that stands; what the public may see of it is decided."""
    case = open_case(cast, text, body=body, state=State.ANSWERED, author=author)
    Appeal.objects.filter(id=case.id).update(channel=channel)
    case.channel = channel
    answer = Answer.objects.create(
        appeal=case, kind=AnswerKind.FINAL, state=AnswerState.SENT, text=reply, text_hash=hash_text(reply),
        written_at=now, sent_at=now,
    )  # fmt: skip
    decide_publication(answer, now=now)
    return case


def decided(case: Appeal) -> Decision:
    """What is decided of a case."""
    return Decision.objects.get(appeal=case)


def viewer(cast: Cast, role: str = Role.CONTENT_MANAGER) -> Viewer:
    """The person of a role."""
    return load_viewer(cast.staff[role].id, on=NOW.date())
