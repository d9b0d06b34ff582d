"""Tables, evidence and reports for programs: the files of the desk, with its rights, each taking logged."""

import io
import json
from typing import cast as typed

import pytest
from django.http import HttpResponse
from openpyxl import load_workbook

from otklik.appeals.states import State
from otklik.audit.models import AccessRecord, AuditRecord
from otklik.integrations.cases.services import bring_cases
from otklik.integrations.models import CaseImport, CaseMapping, ImportState, RefusedCase, RefusedRow
from otklik.integrations.register.export import MEDIA_TYPES, Format
from otklik.integrations.services import bring_register
from otklik.moderation.models import EvidenceFile, EvidenceRecord, SampleCheck
from otklik.moderation.objections.objecting import find_by_code, object_to, page_of_objections
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.web.api.staff.tests.calling import program_of
from otklik.web.api.staff.tests.rule_calls import fields
from tests.access.objects import decision
from tests.people import NOW, Cast, open_case

KINDS = {"xlsx": MEDIA_TYPES[Format.XLSX], "csv": MEDIA_TYPES[Format.CSV]}


def content(response: HttpResponse) -> bytes:
    """All of a file, given whole or piece by piece."""
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    pieces = typed("list[bytes]", response.streaming_content if response.streaming else [response.content])  # type: ignore[attr-defined]
    return b"".join(pieces)


class TestCases:
    """The table of cases."""

    @pytest.mark.parametrize("form", KINDS)
    def test_it_is_given_as_what_it_is_with_what_matches(self, cast: Cast, form: str) -> None:
        case = open_case(cast, "Снег на дороге", state=State.IN_WORK)
        open_case(cast, "Лёд", state=State.ASSIGNED)
        taken = program_of(cast, Role.COORDINATOR).get("exports/cases", format=form, state="in_work")
        assert taken["Content-Type"] == KINDS[form]
        assert f"cases-2026-11-24.{form}" in taken["Content-Disposition"]
        said = content(taken)
        rows = (
            [[str(cell) for cell in row] for row in load_workbook(io.BytesIO(said)).active.iter_rows(values_only=True)]
            if form == "xlsx"
            else [line.split(";") for line in said.decode("utf-8-sig").splitlines()]
        )
        assert [row[0] for row in rows[1:]] == [str(case.number)]
        noted = AuditRecord.objects.get(act="export_cases")
        assert noted.actor_name == "Марина Орлова · 1С"
        assert noted.details == {"queue": "open", "filters": "state", "format": form}

    def test_of_others_it_holds_nothing(self, cast: Cast) -> None:
        case = open_case(cast, "Снег на дороге", state=State.IN_WORK)
        said = content(program_of(cast, "stranger").get("exports/cases", format="csv")).decode()
        assert str(case.number) not in said
        assert program_of(cast, Role.ADMINISTRATOR).get("exports/cases").status_code == 403


def test_the_register_is_given_to_whoever_sees_pages(cast: Cast) -> None:
    taken = program_of(cast, Role.COORDINATOR).get("exports/register", format="csv")
    assert cast.page.url.rpartition("/")[2] in content(taken).decode()
    refused = program_of(cast, Role.COORDINATOR).get("exports/register", format="pdf")
    assert json.loads(refused.content)["faults"][0]["field"] == "format"


class TestRefusedRows:
    """What an import does not take, and how its columns are read."""

    @staticmethod
    def brought(cast: Cast) -> CaseImport:
        """A table of the coordinator, with three rows that are refused."""
        by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
        one = bring_cases(b"x", file_name="a.csv", system="ЕЦУР", fallback_id=None, by=by, now=NOW)
        fault = {"column": "status", "value": "?", "reason": "There is no such body.", "mend": "", "values": {}}
        for row in (2, 5, 7):
            RefusedCase.objects.create(case_import=one, row=row, texts=["Е-1", "?"], faults=[fault])
        one.state, one.titles, one.found_statuses = ImportState.CHECKED, ["Номер", "Состояние"], {"?": ""}
        one.save()
        return one

    def test_they_are_told_page_by_page_and_given_as_a_table(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("otklik.web.api.staff.tables.ROWS", 2)
        where, program = f"imports/cases/{self.brought(cast).pk}/refused", program_of(cast, Role.COORDINATOR)
        first = json.loads(program.get(where).content)
        assert [one["row"] for one in first["rows"]] == [2, 5]
        assert first["rows"][0]["faults"][0]["words"] == "There is no such body."
        rest = json.loads(program.get(where, after=first["next"]).content)
        assert ([one["row"] for one in rest["rows"]], rest["next"]) == ([7], None)
        lines = content(program.get(f"{where}/table", format="csv")).decode("utf-8-sig").splitlines()
        assert (len(lines), lines[1].startswith("Е-1;?;")) == (4, True)

    def test_of_the_register_too(self, cast: Cast) -> None:
        by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
        one = bring_register(b"x", file_name="a.csv", by=by, now=NOW)
        fault = {"column": "name", "value": "?", "reason": "There is no such body.", "mend": "", "values": {}}
        RefusedRow.objects.create(register_import=one, row=3, texts=["?"], faults=[fault])
        where, program = f"imports/register/{one.id}/refused", program_of(cast, Role.COORDINATOR)
        assert [row["row"] for row in json.loads(program.get(where).content)["rows"]] == [3]
        assert len(content(program.get(f"{where}/table", format="csv")).splitlines()) == 2
        for role, status in (("stranger", 404), (Role.EXECUTOR, 403)):
            assert program_of(cast, role).get(where).status_code == status

    def test_how_columns_are_read_is_told_and_said(self, cast: Cast) -> None:
        one, program = self.brought(cast), program_of(cast, Role.COORDINATOR)
        where = f"imports/cases/{one.pk}/columns"
        told = json.loads(program.get(where).content)
        assert told["titles"] == ["Номер", "Состояние"]
        assert {it["name"]: it["chosen"] for it in told["columns"]}["status"] == "Состояние"
        assert told["statuses"] == [{"word": "?", "chosen": ""}]
        said = {"columns": {"text": "Номер"}, "statuses": {"?": "in_work"}}
        assert program.post(where, said).status_code == 200
        mapping = CaseMapping.objects.get()
        assert (mapping.columns, mapping.statuses["?"]) == ({"text": "Номер"}, "in_work")
        assert program.post(where, said).status_code in (409, 422)  # being checked anew
        wrong = program.post(where, {"statuses": {"?": "x"}})
        assert wrong.status_code == 422

    def test_who_gets_what_nobody_has_stays_unless_it_is_said(self, cast: Cast) -> None:
        one, program = self.brought(cast), program_of(cast, Role.COORDINATOR)
        for said, kept in (
            ({"fallback_id": cast.utilities.id}, cast.utilities.id),
            ({"statuses": {"?": "in_work"}}, cast.utilities.id),
            ({"fallback_id": None}, None),
        ):
            CaseImport.objects.update(state=ImportState.CHECKED)
            assert program.post(f"imports/cases/{one.pk}/columns", said).status_code == 200
            assert CaseImport.objects.get().fallback_id == kept
        CaseImport.objects.update(state=ImportState.CHECKED)
        assert fields(program, f"imports/cases/{one.pk}/columns", {"fallback_id": 10**9}) == ["fallback_id"]

    def test_not_to_others(self, cast: Cast) -> None:
        where = f"imports/cases/{self.brought(cast).pk}"
        for role, status in ((Role.CONTENT_MANAGER, 404), ("stranger", 404), (Role.EXECUTOR, 403)):
            program = program_of(cast, role)
            for address in ("refused", "refused/table", "columns"):
                assert program.get(f"{where}/{address}").status_code == status, (role, address)
            assert program.post(f"{where}/columns", {}).status_code == status


class TestEvidence:
    """Of a decision of moderation."""

    def test_it_is_read_taken_held_and_released(self, cast: Cast) -> None:
        where, program = f"decisions/{decision(cast)}/evidence", program_of(cast, Role.CURATOR)
        told = json.loads(program.get(where).content)
        assert (told["act"], len(told["facts"])) == ("hide", 1)
        paper = program.post(f"{where}/files/pdf")
        assert (paper["Content-Type"], content(paper)[:5]) == ("application/pdf", b"%PDF-")
        whole = program.post(f"{where}/files/json")
        assert (whole["Content-Type"], len(json.loads(content(whole))["facts"])) == ("application/json", 3)
        assert EvidenceRecord.objects.filter(act="handed_out").count() == 2
        who = f"{cast.staff[Role.CURATOR].name} · 1С"
        assert AuditRecord.objects.filter(act="evidence_handed_out", actor_name=who).count() == 2
        assert AccessRecord.objects.filter(actor_name=who).count() == 3

        nothing = program.post(f"{where}/hold", {"because": " "})
        assert nothing.status_code == 422
        assert program.post(f"{where}/hold", {"because": "иск"}).status_code == 200
        assert EvidenceFile.objects.get().held_because == "иск"
        assert program.post(f"{where}/release").status_code == 200
        assert program.post(f"{where}/release").status_code == 422

    def test_each_taking_is_a_fact_so_it_is_not_told_twice(self, cast: Cast) -> None:
        where, program = f"decisions/{decision(cast)}/evidence", program_of(cast, Role.CURATOR)
        told = program.post(f"{where}/files/pdf", Idempotency_Key="k")
        assert (told.status_code, json.loads(told.content)["code"]) == (400, "tells_once")

    def test_it_gives_the_author_a_way_to_object_once(self, cast: Cast) -> None:
        decided = decision(cast)
        where = f"decisions/{decided}/evidence/way"
        assert program_of(cast, Role.AUDITOR).post(where).status_code == 403
        program = program_of(cast, Role.CURATOR)
        way = json.loads(program.post(where).content)
        assert find_by_code(way["number"], way["code"], address="192.0.2.1", now=NOW) == decided
        assert way["url"].startswith(page_of_objections())
        object_to(decided, text="Это цитата", now=NOW)
        assert program.post(where).status_code == 422

    def test_not_by_others(self, cast: Cast) -> None:
        where = f"decisions/{decision(cast)}/evidence"
        for role, status in (("stranger", 404), (Role.EXECUTOR, 403)):
            program = program_of(cast, role)
            answers = [program.get(where), program.post(f"{where}/files/pdf"), program.post(f"{where}/release")]
            answers.append(program.post(f"{where}/hold", {"because": "x"}))
            assert {one.status_code for one in answers} == {status}, role
        assert EvidenceRecord.objects.count() == 1


class TestReportOfModeration:
    """A month, as rows and as a table; the sample of a curator."""

    def test_a_month_is_told_as_rows_and_as_a_table(self, cast: Cast) -> None:
        decision(cast)
        program = program_of(cast, Role.CURATOR)
        told = json.loads(program.get("moderation/report").content)
        assert (told["month"], [one["by_machine"] for one in told["decided"]]) == ("2026-11", [1])
        assert json.loads(program.get("moderation/report", month="2026-10").content)["decided"] == []
        lines = content(program.get("moderation/report/table", format="csv")).decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        for address in ("moderation/report", "moderation/report/table", "moderation/sample"):
            late = program.get(address, month="2027-01")
            assert (late.status_code, json.loads(late.content)["faults"][0]["field"]) == (422, "month")

    def test_a_curator_looks_through_the_sample(self, cast: Cast) -> None:
        case, program = open_case(cast, "Купите слона", state=State.DECLINED), program_of(cast, Role.CURATOR)
        (drawn,) = json.loads(program.get("moderation/sample").content)
        assert (drawn["number"], drawn["is_right"]) == (case.number, None)
        assert program.post(f"moderation/sample/{case.number}", {"is_right": False}).status_code == 200
        assert SampleCheck.objects.get().is_right is False
        other = open_case(cast, "Яма", state=State.IN_WORK)
        assert program.post(f"moderation/sample/{other.number}", {"is_right": True}).status_code == 404

    def test_not_by_others(self, cast: Cast) -> None:
        executor = program_of(cast, Role.EXECUTOR)
        for address in ("moderation/report", "moderation/report/table", "moderation/sample"):
            assert executor.get(address).status_code == 403
        assert executor.post("moderation/sample/1", {"is_right": True}).status_code == 403
