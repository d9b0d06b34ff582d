"""A region full of cases for benchmarks: written by SQL from one row of each table, so that it goes quickly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import psycopg
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from otklik.appeals.models import Appeal, AppealMessage, Transition
from otklik.appeals.states import Act, State
from otklik.bench.texts import text_of
from otklik.intake.models import Awaits, ResidentMessage
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.pages.services import register_page
from otklik.shared.lemmas import lemma
from otklik.shared.text import fold
from otklik.triage.models import Verdict

TOWNS, BODIES_OF_A_TOWN = 10, 20
MESSAGES_OF_A_CASE = 5
OPEN_SHARE = 20
"""One case in so many is open."""
PASSWORD = "bench-bench-1"  # noqa: S105
TEXTS = 84


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who can sign in, and the rows from which all others are made."""

    people: dict[str, str]
    """What they are → their e-mail."""
    appeal_id: int
    message_id: int
    verdict_id: int


def enter_crowd(*, now: datetime) -> Crowd:
    """The bodies, three people and one case."""
    region = enter_territory("region", "Область")
    centre = enter_body(
        BodyCard(slug="centre", name="ЦУР", short_name="ЦУР", territory_id=region.id, is_regional_centre=True)
    )
    first: dict[str, Body] = {}
    for town in range(TOWNS):
        place = enter_territory("municipality", f"Город {town}", parent=region)
        head: int | None = None
        for number in range(BODIES_OF_A_TOWN):
            name = f"Орган {town}-{number}"
            card = BodyCard(f"b-{town}-{number}", name, name, territory_id=place.id, parent_id=head)
            body = enter_body(card)
            head = head or body.id
            first.setdefault("coordinator" if number == 0 else "school", body)
            register_page(body, network="vk", external_id=str(8000 + body.id), name=name)
    people = {
        "school": _person(first["school"], Role.CONTENT_MANAGER),
        "coordinator": _person(first["coordinator"], Role.COORDINATOR),
        "curator": _person(centre, Role.CURATOR),
    }
    return _first_case(first["school"], people, now=now)


def _person(body: Body, role: Role) -> str:
    email = f"{role.value}@bench.example"
    staff = enter_staff(email, name=role.value, password=PASSWORD)
    appoint(staff, body, role=role)
    return email


def _first_case(body: Body, people: dict[str, str], *, now: datetime) -> Crowd:
    page = body.pages.get()
    message = ResidentMessage.objects.create(
        page=page, body=body, municipality_id=body.municipality_id, kind="comment", external_id="0", thread_id="0",
        text=text_of(0, tag="bench"), occurred_at=now, detected_at=now, awaits=Awaits.NOBODY,
    )  # fmt: skip
    verdict = Verdict.objects.create(
        message=message, model_version="bench", made_at=now, kind="problem", kind_certainty=0.9
    )
    appeal = Appeal.objects.create(
        number=1, page=page, thread_id="0", kind="problem", state=State.CLOSED, title="", author_name="Житель",
        body=body, municipality_id=body.municipality_id, opened_at=now, changed_at=now, closed_at=now,
    )  # fmt: skip
    AppealMessage.objects.create(appeal=appeal, message=message, joined_at=now)
    Transition.objects.create(appeal=appeal, act=Act.OPEN.value, to_state=State.NEW, at=now, actor="system")
    return Crowd(people, appeal.id, message.id, verdict.id)


def fill(database_url: str, crowd: Crowd, *, since: int, until: int, now: datetime) -> None:
    """Cases numbered from `since` to `until`, each with its messages; then sequences and statistics follow."""
    texts = [text_of(number, tag="bench") for number in range(TEXTS)]
    words = [" ".join(lemma(word) for word in re.findall(r"\w+", fold(text))) for text in texts]
    values = {
        "appeal": crowd.appeal_id, "message": crowd.message_id, "verdict": crowd.verdict_id,
        "since": since, "until": until, "now": now, "start": now - timedelta(days=700),
        "texts": texts, "words": words, "kinds": TEXTS, "each": MESSAGES_OF_A_CASE, "share": OPEN_SHARE,
    }  # fmt: skip
    with psycopg.connect(_as_superuser(database_url), autocommit=True) as database:
        database.execute("set session_replication_role = replica")  # rows made by ourselves need no checks of keys
        for statement in (_CASES, _MESSAGES, _LINKS, _VERDICTS, _TRANSITIONS, _CALL_BACKS):
            database.execute(statement, values)
        # the rows named themselves: what is created next has to find names that are free
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            database.execute(statement)
        database.execute("select setval('appeal_number', max(number)) from appeals_appeal")
        database.execute("vacuum analyze")


def _as_superuser(url: str) -> str:
    """Our embedded server lets whoever can enter its folder be its superuser."""
    return url.replace(f"//{urlsplit(url).username}@", "//postgres@", 1)


_BODIES = """
with place as (
  select b.id as body_id, b.municipality_id, b.founder_id, p.id as page_id,
         row_number() over (order by b.id) - 1 as place, count(*) over () as places
  from organizations_body b join pages_page p on p.owner_id = b.id
)
"""

_EACH = "from generate_series(%(since)s::bigint, %(until)s - 1) n"
_OF_BODY = "join place on place.place = n %% place.places"


def _copy(model: type[Model], rows: str, *, like: str, changed: Mapping[str, str]) -> str:
    """Rows like one that is there, with some columns changed: in one statement, none of it passes through us."""
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.generated]
    values = ", ".join(changed.get(column, f"one.{column}") for column in columns)
    table = model._meta.db_table
    return (
        f"insert into {table} ({', '.join(columns)}) select {values} {rows}"  # noqa: S608
        f" cross join (select * from {table} where {like} limit 1) one"
    )


_CASES = _BODIES + _copy(
    Appeal,
    f"{_EACH} {_OF_BODY}",
    like="id = %(appeal)s",
    changed={
        "id": "n + 1000",
        "number": "n + 1000",
        "thread_id": "'t' || n",
        "title": "(%(texts)s::text[])[n %% %(kinds)s + 1]",
        "page_id": "place.page_id",
        "body_id": "place.body_id",
        "municipality_id": "place.municipality_id",
        "founder_id": "place.founder_id",
        "state": "case when n / place.places %% %(share)s = 0 "
        "then (array['new', 'assigned', 'in_work', 'awaiting_approval'])[n %% 4 + 1] else 'closed' end",
        "due_at": "case when n / place.places %% %(share)s = 0 "
        "then %(now)s::timestamptz + make_interval(mins => (n %% 9000 - 3000)::int) end",
        "opened_at": "%(start)s::timestamptz + make_interval(secs => n)",
        "final_answered_at": "case when n / place.places %% %(share)s <> 0 "
        "then %(start)s::timestamptz + make_interval(days => 2, secs => n) end",
        "search": "to_tsvector('simple', (%(words)s::text[])[n %% %(kinds)s + 1] || ' дом' || n %% 50000)",
    },
)

_MESSAGES = _BODIES + _copy(
    ResidentMessage,
    f"{_EACH} cross join generate_series(0, %(each)s - 1) part {_OF_BODY}",
    like="id = %(message)s",
    changed={
        "id": "n * %(each)s + part + 1000",
        "external_id": "n || '_' || part",
        "thread_id": "'t' || n",
        "page_id": "place.page_id",
        "body_id": "place.body_id",
        "municipality_id": "place.municipality_id",
        "founder_id": "place.founder_id",
        "text": "(%(texts)s::text[])[(n + part) %% %(kinds)s + 1]",
    },
)

_LINKS = f"""
insert into appeals_appealmessage (id, appeal_id, message_id, joined_at)
select n * %(each)s + part + 1000, n + 1000, n * %(each)s + part + 1000, %(start)s
{_EACH} cross join generate_series(0, %(each)s - 1) part
"""

_VERDICTS = _copy(
    Verdict,
    _EACH,
    like="id = %(verdict)s",
    changed={"id": "n + 1000", "message_id": "n * %(each)s + 1000"},
)

_TRANSITIONS = _copy(
    Transition,
    f"{_EACH} cross join generate_series(0, 1) part",
    like="appeal_id = %(appeal)s",
    changed={"id": "n * 2 + part + 1000", "appeal_id": "n + 1000"},
)

_CALL_BACKS = """
insert into appeals_callback (appeal_id, phone)
select id, '9' || 120000000 + id %% 9000000
from appeals_appeal where id >= %(since)s + 1000 and id < %(until)s + 1000 and state <> 'closed'
"""
