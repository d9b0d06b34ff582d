"""What a row of the access table asks for, made ready to be asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.states import State
from otklik.delivery.services import hash_text
from tests.access.objects import MAKERS
from tests.access.row import Row
from tests.people import NOW, Cast, open_case

BODIES = ("administration", "body")
"""Values of forms that stand for the number of a body."""


@dataclass(frozen=True)
class Call:
    """What a row asks for: an address, and the form that is sent there."""

    address: str
    form: Mapping[str, str] | None = None


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is not there for the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def prepare(row: Row, cast: Cast) -> Call:
    """The case in the state of the row, with another person's answer where one has to wait, and what the row names."""
    case = open_case(cast, "Лёд у школы, ребёнок упал", body=cast.utilities, state=row.state)
    if row.state is State.AWAITING_APPROVAL:
        Answer.objects.create(
            appeal=case,
            kind="final",
            state=AnswerState.SUBMITTED,
            text="Сделали сегодня.",
            text_hash=hash_text("Сделали сегодня."),
            by=cast.staff["stranger"],
            written_at=NOW,
        )
    values = {arg: MAKERS[arg](cast) for arg in row.args if arg in MAKERS} | {"number": case.number}
    address = reverse(f"desk:{row.name}", args=[values.get(arg, arg) for arg in row.args])
    if row.post is None:
        return Call(address)
    filled = {name: str(MAKERS[value](cast)) if value in BODIES else value for name, value in row.post.items()}
    return Call(address, {"version": str(case.version), **filled})
