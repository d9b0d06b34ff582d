"""What a row says, and everything that is wrong with it, column by column."""

from datetime import date
from decimal import Decimal

import pytest

from otklik.integrations.register.columns import EXPORTED, Column, title_of
from otklik.integrations.register.headings import read_headings
from otklik.integrations.register.known import municipality_key
from otklik.integrations.register.rows import RegisterRow, RowFault, read_row
from otklik.integrations.register.sheets import Line
from otklik.integrations.register.values import LEVELS
from otklik.integrations.tests.made_up_register import ogrn

HEADINGS = read_headings([*(title_of(column) for column in EXPORTED), title_of(Column.OKTMO)])
GOOD = {
    Column.NAME: "МБОУ «Школа № 8»", Column.OGRN: ogrn(5), Column.LEVEL: "Учреждение", Column.PAGE_ID: "7002",
    Column.LINK: "vk.com/school8", Column.BADGE: "Есть", Column.COMPONENT: "не подключена", Column.WIDGETS: "2",
    Column.DESIGN: "87,5 %", Column.ACTIVITY: "100", Column.MEMBERS: "1 234", Column.MUNICIPALITY: "Полевской",
}  # fmt: skip


def read(**changed: str) -> tuple[RegisterRow, tuple[RowFault, ...]]:
    """A good row with some cells changed; cells are named as columns are."""
    cells = {column: GOOD.get(column, "") for column in (*EXPORTED, Column.OKTMO)}
    cells |= {Column(name): text for name, text in changed.items()}
    return read_row(Line(12, tuple(cells.values())), HEADINGS)


def test_it_reads_a_good_row() -> None:
    row, faults = read()
    assert not faults
    assert (row.name, row.ogrn, row.level) == ("МБОУ «Школа № 8»", ogrn(5), "institution")
    assert (row.network, row.page_id, row.page_name) == ("vk", "7002", "school8")
    assert (row.has_badge, row.is_in_component, row.widgets) == (True, False, 2)
    assert (row.design, row.activity, row.members) == (Decimal("87.5"), Decimal(100), 1234)


@pytest.mark.parametrize("called", ["ВК", "вконтакте", "VK", "В Контакте"])
def test_it_knows_a_network_by_whatever_it_is_called(called: str) -> None:
    row, faults = read(network=called)
    assert (row.network, faults) == ("vk", ())


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("name", "", "missing"),
        ("name", "—5—", "no name"),
        ("name", "Ш" * 301, "Longer than"),
        ("name", "#REF!", "broken formula"),
        ("name", "ИТОГО:", "a sum"),
        ("name", "Всего по муниципалитету", "a sum"),
        ("ogrn", ogrn(5)[:-1] + str((int(ogrn(5)[-1]) + 1) % 10), "check digit"),
        ("ogrn", ogrn(5)[:-1], "13 digits"),
        ("ogrn", ogrn(5) + "00", "13 digits"),
        ("ogrn", "десять", "digits only"),
        ("ogrn", "1,0266E+12", "rounded"),
        ("level", "галактика", "no such level"),
        ("sphere", "о" * 61, "Longer than"),
        ("link", "https://myspace.com/x", "Not an address"),
        ("link", "https://vk.com/id501", "person's own"),
        ("link", "https://vk.com/feed", "no page of it"),
        ("link", "vk.com/school_a ok.ru/school_b", "Several addresses"),
        ("link", "https://vk.com/school_a;https://vk.com/school_b", "Several addresses"),
        ("link", "нет", "Not an address"),
        ("link", "https://vk.com.ru/school", "only looks like"),
        ("page_id", "семь", "no such ids"),
        ("page_id", "0", "no such ids"),
        ("page_id", "6E+05", "rounded"),
        ("network", "MySpace", "no such network"),
        ("network", "Одноклассники", "another network"),
        ("component", "возможно", "Not understood"),
        ("badge", "синяя", "Not understood"),
        ("widgets", "3", "Out of bounds"),
        ("widgets", "-1", "Out of bounds"),
        ("widgets", "1,5", "whole number"),
        ("design", "140", "from 0 to 100"),
        ("design", "-1", "from 0 to 100"),
        ("activity", "почти", "Not a number"),
        ("activity", "24.11.2026", "Not a number"),
        ("members", "-5", "Out of bounds"),
        ("members", "12 тыс.", "Not a number"),
        ("members", "1,2E+06", "rounded"),
        ("members", "12.000", "Thousands"),
        ("weekly_reach", "3000000000", "Out of bounds"),
        ("post_reach", "NaN", "Not a number"),
        ("post_reach", "#Н/Д", "broken formula"),
        ("post_reach", "٣", "Not a number"),
        ("exemption", "Приказ № 1", "has a page"),
    ],
)
def test_it_names_the_one_thing_that_is_wrong(column: str, text: str, reason: str) -> None:
    _, faults = read(**{column: text})
    assert [(fault.row, fault.column) for fault in faults] == [(12, column)]
    assert reason in faults[0].reason
    assert faults[0].mend


def test_it_names_everything_that_is_wrong_with_a_row() -> None:
    _, faults = read(name="", ogrn="1", widgets="9", members="много", link="nowhere")
    assert {fault.column for fault in faults} >= {
        Column.NAME, Column.OGRN, Column.WIDGETS, Column.MEMBERS, Column.LINK,
    }  # fmt: skip


def test_it_wants_id_and_link_to_name_the_same_page() -> None:
    assert [fault.column for fault in read(link="https://vk.com/club34", page_id="12")[1]] == [Column.PAGE_ID]
    assert [fault.column for fault in read(link="https://t.me/school8", page_id="7002")[1]] == [Column.PAGE_ID]
    row, faults = read(link="https://vk.ru/public7002", page_id="")
    assert (row.page_id, faults) == ("7002", ())


@pytest.mark.parametrize("text", ["7002", "-7002", "club7002", "7 002", "'7002", "7002.0"])
def test_it_takes_an_id_as_people_write_it(text: str) -> None:
    row, faults = read(page_id=text)
    assert (row.page_id, faults) == ("7002", ())


def test_it_wants_to_know_of_which_page_figures_tell() -> None:
    _, faults = read(link="", page_id="")
    assert [fault.column for fault in faults] == [Column.LINK]
    _, faults = read(link="")
    assert [fault.column for fault in faults] == [Column.LINK]
    row, faults = read(link="", network="VK")
    assert (row.network, row.page_id, faults) == ("vk", "7002", ())


def test_it_takes_no_for_a_link_where_the_row_says_why_there_is_none() -> None:
    nothing = dict.fromkeys(("page_id", "badge", "component", "widgets", "design", "activity", "members"), "")
    row, faults = read(link="Не ведётся", exemption="Приказ № 1", exemption_since="01.09.2026 г.", **nothing)
    assert (row.has_page, row.exemption, row.exempt_since, faults) == (False, "Приказ № 1", date(2026, 9, 1), ())


@pytest.mark.parametrize(
    "text", [f"{ogrn(5)}.0", f"'{ogrn(5)}", f"{ogrn(5)[:1]} {ogrn(5)[1:4]} {ogrn(5)[4:]}", ogrn(5)]
)
def test_it_takes_an_ogrn_as_programs_spoil_it(text: str) -> None:
    assert read(ogrn=text)[0].ogrn == ogrn(5)


@pytest.mark.parametrize(
    "name",
    ["Полевской", "г. Полевской", "Полевской городской округ Свердловской области",
     "муниципальное образование Полевской муниципальный округ", "Полевской ГО"],
)  # fmt: skip
def test_it_knows_a_municipality_by_its_long_name(name: str) -> None:
    assert municipality_key(name) == "полевской"


@pytest.mark.parametrize("level", LEVELS)
def test_it_understands_the_words_for_every_level(level: str) -> None:
    for word in (level, *LEVELS[level], LEVELS[level][0].upper()):
        assert read(level=word)[0].level == level
