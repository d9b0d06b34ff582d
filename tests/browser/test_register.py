"""Bringing a register in a browser: from the file to the refused rows, applied and taken back."""

from pathlib import Path

import pytest
from django.db import connection

from otklik.integrations.models import ImportState, RegisterImport
from otklik.integrations.register.columns import Column
from otklik.integrations.steps import run_import
from otklik.integrations.tests.bringing import LIBRARY, SCHOOL
from otklik.integrations.tests.made_up_register import HEADS, as_csv
from otklik.organizations.rights import Role
from otklik.pages.models import Page, Source
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with good rows, bad ones, one that a person knows better, and a column of others."""
    rows = [
        LIBRARY,
        LIBRARY | {Column.WIDGETS: 3, Column.FOUNDER: "Министерство магии", Column.LINK: "https://example.org/"},
        SCHOOL | {Column.WIDGETS: 2},
        LIBRARY | {Column.NAME: "", Column.PAGE_ID: "9"},
    ]
    content = as_csv([row | {Column.SPHERE_3: ""} for row in rows], heads=[*HEADS[:-1], "Примечание"])
    file = tmp_path / "Реестр страниц Полевского городского округа, ноябрь.csv"
    file.write_bytes(content)
    return file


def test_a_table_is_brought_looked_at_applied_and_taken_back(site: Site, cast: Cast, table: Path) -> None:
    Page.objects.filter(id=cast.school_page.id).update(widgets_count=1, widgets_source=Source.PERSON)
    with connection.cursor() as numbering:  # a number of one digit cannot be broken in two
        numbering.execute("select setval(pg_get_serial_sequence(%s, 'id'), 1048)", [RegisterImport._meta.db_table])
    page = enter(site, cast, Role.ADMINISTRATOR, "/desk/register/import/")

    def fits(what: str) -> None:
        page.wait_for_load_state("load")
        check_looks(page, what)

    def worked(state: ImportState) -> None:
        run_import(RegisterImport.objects.latest("id").id, clock=clock.now)
        assert RegisterImport.objects.latest("id").state == state
        page.wait_for_selector("progress", state="detached")

    fits("nothing brought yet")
    page.set_input_files("#file", table)
    page.click("main button.btn-primary")
    page.wait_for_selector("progress")
    fits("waiting")
    worked(ImportState.CHECKED)
    fits("checked")
    assert page.locator("table").count() == 2
    with page.expect_download() as download:
        page.click("main a[download]:has-text('CSV')")
    assert "что не так" in Path(download.value.path()).read_text("utf-8-sig").splitlines()[0]
    page.click("main form[action$='apply/'] button")
    page.wait_for_selector("progress")
    worked(ImportState.APPLIED)
    page.click("main form[action$='undo/'] button")
    page.wait_for_selector("progress")
    worked(ImportState.UNDONE)
    page.goto(f"{site.address}/desk/register/import/")
    fits("list")
    page.context.close()
