"""Bringing tables in tests: check, apply, undo, and everything that the register's tables hold."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from otklik.integrations.models import ImportState, RegisterImport
from otklik.integrations.register.columns import Column
from otklik.integrations.register.export import Format, write_register
from otklik.integrations.register.listing import list_register
from otklik.integrations.selectors import list_refusals
from otklik.integrations.services import ask_to_apply, ask_to_undo, bring_register
from otklik.integrations.steps import run_import
from otklik.integrations.tests.made_up_register import Row, as_csv, ogrn
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.rights import Scope
from otklik.organizations.selectors import Viewer
from otklik.pages.models import Exemption, Page
from tests.people import NOW

TABLES = (Body, BodyAncestry, Page, Exemption)
LIBRARY: Row = {
    Column.NAME: "Библиотека № 1", Column.OGRN: ogrn(1), Column.LEVEL: "учреждение", Column.FOUNDER: "Администрация",
    Column.MUNICIPALITY: "Полевской", Column.PAGE_ID: "555", Column.LINK: "https://vk.com/library1",
    Column.HEAD: "Устюгов Григорий Павлович", Column.HEAD_POST: "Директор",
    Column.SPHERE: "Культура", Column.BADGE: "есть", Column.WIDGETS: 2, Column.COMPONENT: "да", Column.MEMBERS: 120,
}  # fmt: skip
SCHOOL: Row = {Column.NAME: "Школа № 8", Column.MUNICIPALITY: "Полевской", Column.PAGE_ID: "7002",
               Column.LINK: "vk.com/club7002"}  # fmt: skip
OTHER = LIBRARY | {Column.NAME: "Музей", Column.OGRN: ogrn(3), Column.PAGE_ID: "556", Column.LINK: "vk.com/museum"}


def bring(content: bytes) -> RegisterImport:
    """Bring a table and have it checked."""
    brought = bring_register(content, file_name="реестр.xlsx", by=None, now=NOW)
    run_import(brought.id, clock=lambda: NOW)
    return RegisterImport.objects.get(id=brought.id)


def apply(brought: RegisterImport) -> RegisterImport:
    """Apply what was checked."""
    ask_to_apply(brought.id, by=None, now=NOW)
    run_import(brought.id, clock=lambda: NOW)
    return RegisterImport.objects.get(id=brought.id)


def undo(brought: RegisterImport) -> RegisterImport:
    """Take it back."""
    ask_to_undo(brought.id, by=None, now=NOW)
    run_import(brought.id, clock=lambda: NOW)
    return RegisterImport.objects.get(id=brought.id)


def all_rows() -> str:
    """Everything that the tables of the register hold."""
    rows = {table.__name__: list(table._default_manager.order_by("pk").values()) for table in TABLES}
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def check(*rows: Row, by: Viewer | None = None) -> RegisterImport:
    brought = bring_register(as_csv(rows), file_name="реестр.csv", by=by, now=NOW)
    run_import(brought.id, clock=lambda: NOW)
    return RegisterImport.objects.get(id=brought.id)


def take(*rows: Row, by: Viewer | None = None) -> RegisterImport:
    return apply(check(*rows, by=by))


def refused(one: RegisterImport) -> list[tuple[int, str, str]]:
    """Row, head of the column, reason."""
    return [
        (refusal.row, fault.column, str(fault.why)) for refusal in list_refusals(one.id) for fault in refusal.faults
    ]


def out_and_in_again(as_format: Format) -> None:
    """The register, taken out and brought again, changes nothing."""
    written = all_rows()
    again = bring(write_register(list_register(Scope(everything=True)), as_format=as_format))
    assert (again.state, again.rows_refused) == (ImportState.CHECKED, 0)
    assert apply(again).state == ImportState.APPLIED
    assert all_rows() == written
