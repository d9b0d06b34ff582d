"""The table of cases to be taken away: what it holds, and what is kept of the question."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from otklik.appeals.models import Appeal, CaseTag, Tag
from otklik.appeals.states import Outcome, State
from otklik.audit.models import AuditRecord
from otklik.organizations.rights import Role
from otklik.personal_data.masking import masked
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def taken(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.streaming
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_the_table_holds_what_the_person_sees_and_no_formula(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "=cmd|' /C calc'!A0", state=State.IN_WORK, author="+Иван")
    open_case(cast, "Чужая яма", state=State.IN_WORK, body=cast.centre)
    Appeal.objects.filter(title="Чужая яма").update(municipality=None)
    for name in ("снег", "Паводок"):
        tag = Tag.objects.create(name=name, body=cast.administration, made_at=NOW)
        CaseTag.objects.create(appeal=case, tag=tag, at=NOW)
    client = sign_in(Role.COORDINATOR)

    lines = taken(client, "/desk/cases/export/?state=in_work&q=&format=csv").decode("utf-8-sig").splitlines()
    book = load_workbook(BytesIO(taken(client, "/desk/cases/export/?format=xlsx")))

    assert len(lines) == 2
    assert lines[1].startswith(f"{case.number};")
    assert "'=cmd" in lines[1]
    assert ";'+Иван;" in lines[1]
    assert (lines[0].split(";")[-1], lines[1].split(";")[-1]) == ("Метки", "Паводок, снег")
    rows = list(book.worksheets[0].values)
    assert [row[0] for row in rows[1:]] == [case.number]
    assert rows[1][2] == "'=cmd|' /C calc'!A0"
    assert (rows[0][-1], rows[1][-1]) == ("Метки", "Паводок, снег")
    told = AuditRecord.objects.filter(act="export_cases").order_by("id")[0].details
    assert told == {"queue": "open", "filters": "state", "format": "csv"}


def test_no_cell_turns_its_neighbours_around(cast: Cast, sign_in: SignIn) -> None:
    open_case(cast, "\u202e=1+1 яма", state=State.IN_WORK, author="Иван\u2066ов")
    client = sign_in(Role.COORDINATOR)
    line = taken(client, "/desk/cases/export/?format=csv").decode("utf-8-sig").splitlines()[1]
    row = list(load_workbook(BytesIO(taken(client, "/desk/cases/export/?format=xlsx"))).worksheets[0].values)[1]
    assert line.split(";")[2:4] == ["'=1+1 яма", "Иванов"]
    assert row[2:4] == ("'=1+1 яма", "Иванов")


def test_words_of_a_search_are_not_kept_in_the_audit(cast: Cast, sign_in: SignIn) -> None:
    taken(sign_in(Role.COORDINATOR), "/desk/cases/export/?q=Тимофеева&format=csv")
    assert "Тимофеева" not in str(AuditRecord.objects.get(act="export_cases").details)


def test_a_table_pushes_nothing_out_that_lists_ask_for_again(cast: Cast, sign_in: SignIn) -> None:
    open_case(cast, "Яма, звоните +7 912 345-67-89", state=State.IN_WORK)
    client, kept = sign_in(Role.COORDINATOR), masked.cache_info()
    table = taken(client, "/desk/cases/export/?format=csv").decode()
    assert "звоните •••" in table
    assert masked.cache_info() == kept


def test_a_merged_case_says_with_which_one(cast: Cast, sign_in: SignIn) -> None:
    main = open_case(cast, "Яма", state=State.IN_WORK)
    joined = open_case(cast, "Та же яма", state=State.CLOSED, due_in=None)
    Appeal.objects.filter(id=joined.id).update(duplicate_of=main, outcome=Outcome.DUPLICATE)
    client = sign_in(Role.COORDINATOR)
    page = client.get(f"/desk/appeals/{joined.number}/").content.decode()
    assert "Закрыто без ответа" not in page
    assert page.count(f"Объединено с № {main.number}") == 1
    line = taken(client, "/desk/cases/export/?queue=closed&q=&format=csv").decode("utf-8-sig").splitlines()[1]
    assert f";Объединено с № {main.number};" in line


def test_a_joined_case_is_told_by_the_main_one_and_not_as_closed(cast: Cast, sign_in: SignIn) -> None:
    main = open_case(cast, "Яма", state=State.IN_WORK)
    Appeal.objects.filter(id=open_case(cast, "Та же яма").id).update(state=State.CLOSED, duplicate_of=main)
    line = (
        taken(sign_in(Role.COORDINATOR), "/desk/cases/export/?state=closed&format=csv")
        .decode("utf-8-sig")
        .splitlines()[1]
    )
    assert line.split(";")[1] == f"Объединено с № {main.number}"
    assert "Закрыто" not in line
