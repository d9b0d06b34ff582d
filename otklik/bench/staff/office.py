"""The office of the trial: one body that asks for approval, its people, and cases under its page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.appeals.models import Appeal, AppealMessage, Transition
from otklik.appeals.opening_book import next_numbers
from otklik.appeals.searching import index_cases
from otklik.appeals.states import Act, State
from otklik.bench.texts import text_of
from otklik.intake.models import Awaits, ResidentMessage
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page, register_page

PASSWORD = "bench-bench-1"  # noqa: S105
ROLES = (Role.CONTENT_MANAGER, Role.EXECUTOR, Role.CONTENT_MANAGER, Role.APPROVER, Role.COORDINATOR)
"""Of the first five people, then of the next five, and so on."""
STATES = (State.NEW, State.ASSIGNED, State.IN_WORK, State.IN_WORK)


@dataclass(frozen=True, slots=True)
class Office:
    """Who works there, and on what."""

    body_id: int
    emails: tuple[str, ...]
    numbers: tuple[int, ...]


def enter_office(*, people: int, cases: int, now: datetime) -> Office:
    """Enter the body, its people and its cases into an empty database."""
    town = enter_territory("municipality", "Полевской", parent=enter_territory("region", "Область"))
    card = BodyCard("town", "Администрация", "Администрация", territory_id=town.id, requires_approval=True)
    body = enter_body(card)
    page = register_page(body, network="vk", external_id="7001", name="Полевской. Официально")
    connect_page(page, secrets_entered=ConnectionSecrets(*[PASSWORD] * 2), by=None, now=now)
    emails = tuple(f"person-{number}@bench.example" for number in range(people))
    for number, email in enumerate(emails):
        staff = enter_staff(email, name=f"Сотрудник {number}", password=PASSWORD)
        appoint(staff, body, role=ROLES[number % len(ROLES)])
    numbers = tuple(_open(body, page, number, now=now) for number in next_numbers(cases))
    return Office(body.id, emails, numbers)


def _open(body: Body, page: Page, number: int, *, now: datetime) -> int:
    place = {"body": body, "municipality_id": body.municipality_id, "page": page}
    text, thread, state = text_of(number, tag="bench"), f"wall-7001_{number}", STATES[number % len(STATES)]
    message = ResidentMessage.objects.create(
        kind="comment", external_id=f"{thread}_1", thread_id=thread, text=text, occurred_at=now, detected_at=now,
        awaits=Awaits.NOBODY, **place,
    )  # fmt: skip
    due_at = now + timedelta(hours=8)
    appeal = Appeal.objects.create(
        number=number, thread_id=thread, kind="problem", state=state, title=text[:200], author_name="Житель",
        opened_at=now, changed_at=now, due_at=due_at, primary_due_at=due_at, **place,
    )  # fmt: skip
    AppealMessage.objects.create(appeal=appeal, message=message, joined_at=now)
    index_cases([appeal])
    Transition.objects.create(appeal=appeal, act=Act.OPEN.value, to_state=state, at=now, actor="system")
    return number
