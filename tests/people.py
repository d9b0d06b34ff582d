"""The cast of the tests, as in the demo: people with their posts, and cases for them to work on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from otklik.appeals.models import Appeal, AppealMessage, Transition
from otklik.appeals.searching import index_cases
from otklik.appeals.states import Act, State
from otklik.intake.models import Awaits, MessageVersion, ResidentMessage
from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.residents.models import NetworkAccount
from otklik.topics.models import Topic
from otklik.triage.models import Verdict
from tests.remembered import remembered

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""A Tuesday, 11:00 in Yekaterinburg."""
_numbers = count(4201)


@dataclass(frozen=True)
class Cast:
    """The bodies, their pages and one person of every role."""

    centre: Body
    ministry: Body
    administration: Body
    utilities: Body
    school: Body
    page: Page
    school_page: Page
    staff: dict[str, Staff]
    """By role name; `stranger` works for a body of another town."""


@remembered({})
def enter_cast() -> Cast:
    """Enter the town, its bodies and the people into the database."""
    region = enter_territory("region", "Свердловская область")
    town = enter_territory("municipality", "Полевской", parent=region)
    other = enter_territory("municipality", "Ревда", parent=region)
    centre = _body("cur", "Центр управления регионом", region.id, is_regional_centre=True)
    ministry = _body("minobr", "Министерство образования", region.id)
    administration = _body("administration", "Администрация", town.id, requires_approval=True)
    utilities = _body("utilities", "Горхозяйство", town.id, parent_id=administration.id)
    school = _body("school-8", "Школа № 8", town.id, parent_id=administration.id, founder_id=ministry.id)
    elsewhere = _body("revda", "Администрация Ревды", other.id)
    page = _page(administration, "7001", "Полевской. Официально")
    return Cast(
        centre=centre,
        ministry=ministry,
        administration=administration,
        utilities=utilities,
        school=school,
        page=page,
        school_page=_page(school, "7002", "Школа № 8"),
        staff={
            Role.CONTENT_MANAGER: _person("Оксана Демидова", administration, Role.CONTENT_MANAGER),
            Role.EXECUTOR: _person("Андрей Лаптев", utilities, Role.EXECUTOR),
            Role.APPROVER: _person("Елена Бирюкова", administration, Role.APPROVER),
            Role.COORDINATOR: _person("Марина Орлова", administration, Role.COORDINATOR),
            Role.FOUNDER: _person("Игорь Савин", ministry, Role.FOUNDER),
            Role.CURATOR: _person("Наталья Кравец", centre, Role.CURATOR),
            Role.MODERATOR: _person("Павел Зимин", administration, Role.MODERATOR),
            Role.ANALYST: _person("Алина Хасанова", administration, Role.ANALYST),
            Role.AUDITOR: _person("Виктор Панов", administration, Role.AUDITOR),
            Role.ADMINISTRATOR: _person("Денис Рогов", centre, Role.ADMINISTRATOR),
            "stranger": _person("Ольга Чужих", elsewhere, Role.CONTENT_MANAGER),
        },
    )


def open_case(
    cast: Cast,
    text: str,
    *,
    author: str = "Ольга Тимофеева",
    state: State = State.NEW,
    due_in: timedelta | None = timedelta(hours=2),
    body: Body | None = None,
    topic: Topic | None = None,
    importance: str = "ordinary",
    opened_at: datetime = NOW - timedelta(hours=1),
    now: datetime = NOW,
) -> Appeal:
    """A case that a comment under a post opened."""
    answers = body or cast.administration
    message = _first_message(cast, text, author=author, at=opened_at)
    propose(message, topic=topic, importance=importance)
    due_at = now + due_in if due_in is not None else None
    appeal = Appeal.objects.create(
        number=next(_numbers),
        page=cast.page,
        thread_id=message.thread_id,
        kind="problem",
        state=state,
        title=text[:200],
        author_name=author,
        topic=topic,
        importance=importance,
        body=answers,
        municipality_id=answers.municipality_id,
        founder_id=answers.founder_id,
        opened_at=opened_at,
        changed_at=opened_at,
        due_at=due_at,
        assign_due_at=due_at if state is State.NEW else None,
        primary_due_at=due_at,
        assigned_at=None if state is State.NEW else opened_at + timedelta(minutes=25),
        paused_at=now if state in (State.CLARIFYING, State.EXTERNAL) else None,
    )
    AppealMessage.objects.create(appeal=appeal, message=message, joined_at=opened_at)
    index_cases([appeal])
    Transition.objects.create(appeal=appeal, act=Act.OPEN, to_state=State.NEW, at=opened_at, actor="system")
    return appeal


def propose(
    message: ResidentMessage, *, topic: Topic | None = None, certainty: float = 0.94, importance: str = "ordinary"
) -> Verdict:
    """What the machine thinks of a message."""
    return Verdict.objects.create(
        message=message,
        model_version="test",
        made_at=message.detected_at,
        kind="problem",
        kind_certainty=0.9,
        group_code=topic.code if topic else "",
        group_certainty=certainty,
        alternatives=[[topic.code, certainty]] if topic else [],
        importance=importance,
    )


def _first_message(cast: Cast, text: str, *, author: str, at: datetime) -> ResidentMessage:
    account, _ = NetworkAccount.objects.get_or_create(
        network="vk", external_id=str(sum(map(ord, author))), defaults={"name": author, "first_seen_at": at}
    )
    return write_message(cast, text, author=account, thread=f"wall-7001_77_{next(_numbers)}", at=at)


def write_message(
    cast: Cast, text: str, *, author: NetworkAccount | None, thread: str, at: datetime, reply_to: str = ""
) -> ResidentMessage:
    """A message that stands in a thread; without an author the page itself wrote it."""
    message = ResidentMessage.objects.create(
        page=cast.page,
        body=cast.page.owner,
        municipality_id=cast.page.municipality_id,
        kind="comment",
        external_id=f"{thread}_{next(_numbers)}" if reply_to else thread,
        thread_id=thread,
        container_id="wall-7001_77",
        reply_to=reply_to,
        author=author,
        is_by_page=author is None,
        text=text,
        url="https://vk.ru/wall-7001_77",
        occurred_at=at,
        detected_at=at,
        awaits=Awaits.NOBODY,
    )
    MessageVersion.objects.create(message=message, event_key=f"new-{message.id}", text=text, received_at=at)
    return message


def _body(
    slug: str,
    name: str,
    territory_id: int,
    *,
    parent_id: int | None = None,
    founder_id: int | None = None,
    requires_approval: bool = False,
    is_regional_centre: bool = False,
) -> Body:
    return enter_body(
        BodyCard(
            slug=slug,
            name=name,
            short_name=name,
            territory_id=territory_id,
            parent_id=parent_id,
            founder_id=founder_id,
            requires_approval=requires_approval,
            is_regional_centre=is_regional_centre,
        )
    )


def _page(owner: Body, external_id: str, name: str) -> Page:
    page = register_page(
        owner, network="vk", external_id=external_id, name=name, url=f"https://vk.ru/club{external_id}"
    )
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="token"), by=None, now=NOW)
    return page


def _person(name: str, body: Body, role: Role) -> Staff:
    staff = enter_staff(f"{role}-{body.slug}@example.org", name=name, password="")
    appoint(staff, body, role)
    return staff
