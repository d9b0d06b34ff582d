"""Bringing a small table: what it enters, what it leaves alone, what it refuses, and taking it back."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import Workbook

from otklik.integrations.models import ImportState
from otklik.integrations.register.columns import WHY_REFUSED, Column
from otklik.integrations.register.export import Format, write_register
from otklik.integrations.register.listing import list_register
from otklik.integrations.register.page_changes import SEEN_BY_IMPORT
from otklik.integrations.selectors import list_fault_groups, list_kept, write_refused
from otklik.integrations.tests.bringing import (
    LIBRARY,
    OTHER,
    SCHOOL,
    all_rows,
    apply,
    bring,
    check,
    out_and_in_again,
    refused,
    take,
    undo,
)  # fmt: skip
from otklik.integrations.tests.made_up_register import Row, ogrn
from otklik.organizations.models import Body, BodyAncestry, Territory
from otklik.organizations.rights import Right, Role, Scope
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.pages.models import Badge, Exemption, Page, Source
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def viewer(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def test_it_enters_bodies_pages_and_exemptions(cast: Cast) -> None:
    garden = LIBRARY | {Column.NAME: "Детский сад № 2", Column.OGRN: ogrn(2), Column.FOUNDER: "библиотека №1",
                        Column.EXEMPTION: "Приказ № 3"}  # fmt: skip
    for column in (Column.PAGE_ID, Column.LINK, Column.BADGE, Column.WIDGETS, Column.COMPONENT, Column.MEMBERS):
        del garden[column]
    done = take(garden, LIBRARY, LIBRARY | {Column.PAGE_ID: "57", Column.LINK: "https://ok.ru/group/57"})
    assert (done.rows_refused, done.new_bodies, done.new_pages, done.exemptions) == (0, 2, 2, 1)
    library, sadik = Body.objects.get(ogrn=ogrn(1)), Body.objects.get(ogrn=ogrn(2))
    assert (library.level, library.sphere, library.municipality) == (
        "institution", "Культура", cast.administration.municipality,
    )  # fmt: skip
    assert (library.founder, library.parent) == (cast.administration, cast.administration)
    assert (sadik.founder, sadik.parent) == (library, library)
    above = BodyAncestry.objects.filter(descendant=sadik).order_by("depth").values_list("ancestor_id", flat=True)
    assert list(above) == [sadik.id, library.id, cast.administration.id]
    page = Page.objects.get(external_id="555")
    assert (page.owner, page.founder, page.municipality) == (library, cast.administration, library.municipality)
    assert (page.url, page.name, page.members_count) == ("https://vk.ru/library1", "Библиотека № 1", 120)
    assert (page.widgets_source, page.component_source) == (Source.IMPORTED, Source.IMPORTED)
    assert (page.badge, page.badge_confirmed_by) == (Badge.CONFIRMED, SEEN_BY_IMPORT)
    assert Exemption.objects.get(body=sadik).reason == "Приказ № 3"


def test_it_enters_a_municipality_that_is_named_with_its_code(cast: Cast) -> None:
    towns = Territory.objects.count()
    rows = (LIBRARY | {Column.MUNICIPALITY: "Бисертский ГО (65708000)"}, OTHER | {Column.MUNICIPALITY: "65708000"})
    checked = check(*rows)
    assert (checked.rows_refused, checked.new_towns, Territory.objects.count()) == (0, 1, towns)
    apply(checked)
    town = Territory.objects.get(oktmo="65708000")
    assert (town.name, town.level, Territory.objects.count()) == ("Бисертский ГО", "municipality", towns + 1)
    assert Body.objects.get(ogrn=ogrn(1)).municipality == town
    assert take(*rows).new_towns == 0


def test_only_who_keeps_the_whole_register_enters_a_municipality(cast: Cast) -> None:
    row = LIBRARY | {Column.MUNICIPALITY: "Бисертский ГО (65708000)"}
    done = take(row, by=viewer(cast, Role.COORDINATOR))
    assert (done.rows_refused, done.new_towns) == (1, 0)


def test_a_municipality_that_stands_without_a_code_is_known_by_its_name(cast: Cast) -> None:
    Territory.objects.filter(name="Полевской").update(oktmo="")
    done = check(LIBRARY | {Column.MUNICIPALITY: "Полевской (65754000)"})
    assert (done.rows_refused, done.new_towns) == (0, 0), refused(done)


def test_a_municipality_of_another_region_is_not_entered(cast: Cast) -> None:
    Territory.objects.filter(level="region").update(oktmo="65000000")
    done = check(LIBRARY | {Column.MUNICIPALITY: "Казань (92701000)"})
    assert [fault[1] for fault in refused(done)] == ["муниципалитет (ОКТМО)"]
    assert done.new_towns == 0


def test_it_changes_nothing_before_a_person_says_so(cast: Cast) -> None:
    before = all_rows()
    checked = check(LIBRARY)
    assert (checked.state, checked.new_pages) == (ImportState.CHECKED, 1)
    assert all_rows() == before


def test_it_leaves_what_a_person_or_the_network_confirmed(cast: Cast) -> None:
    take(LIBRARY)
    Page.objects.filter(external_id="555").update(
        badge=Badge.ABSENT, badge_confirmed_by="Оксана", widgets_count=1, widgets_source=Source.PERSON,
        is_in_component=False, component_source=Source.PERSON,
    )  # fmt: skip
    Page.objects.filter(external_id="7002").update(badge=Badge.CONFIRMED)
    before = all_rows()
    done = take(LIBRARY, SCHOOL | {Column.BADGE: "нет"})
    assert [(kept.row, kept.column, kept.said, kept.stands) for kept in list_kept(done.id)] == [
        (2, "госметка", "есть", "нет"),
        (2, "виджеты", "2", "1"),
        (2, "подключение", "да", "нет"),
        (3, "госметка", "нет", "есть"),
    ]
    assert all_rows() == before


def test_it_takes_figures_and_a_new_address_over(cast: Cast) -> None:
    done = take(SCHOOL | {Column.LINK: "vk.com/school_eight", Column.MEMBERS: 940, Column.DESIGN: "87.5"})
    page = Page.objects.get(external_id="7002")
    assert (done.changed_pages, page.url, page.members_count) == (1, "https://vk.ru/school_eight", 940)
    assert str(page.design_percent) == "87.50"


@pytest.mark.parametrize("link", ["https://vk.com/club7002", "m.vk.com/public7002", "vk.ru/event7002?from=search"])
def test_another_way_of_writing_an_address_is_no_change(cast: Cast, link: str) -> None:
    assert take(SCHOOL | {Column.LINK: link}).changed_pages == 0


def test_an_empty_cell_says_nothing(cast: Cast) -> None:
    take(LIBRARY)
    before = all_rows()
    take(
        {Column.NAME: LIBRARY[Column.NAME], Column.OGRN: ogrn(1), Column.PAGE_ID: "555", Column.LINK: "vk.com/library1"}
    )
    assert all_rows() == before


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([LIBRARY, LIBRARY], [(3, "id", "row 2 already")]),
        ([LIBRARY, OTHER | {Column.LINK: LIBRARY[Column.LINK]}], [(3, "ссылка", "row 2 already")]),
        ([LIBRARY, OTHER | {Column.PAGE_ID: "555"}], [(3, "id", "row 2 already")]),
        ([LIBRARY, OTHER | {Column.OGRN: ogrn(1)}], [(3, "ОГРН", "belongs to another body")]),
        ([OTHER | {Column.LEVEL: "регион", Column.PAGE_ID: "9", Column.LINK: "vk.com/club9"}, OTHER,
          OTHER | {Column.PAGE_ID: "8", Column.LINK: "vk.com/club8"}], [(2, "уровень", "otherwise")]),
        ([LIBRARY | {Column.FOUNDER: "Министерство магии"}], [(2, "учредитель", "neither in the register")]),
        ([LIBRARY | {Column.FOUNDER: "Библиотека № 1"}], [(2, "учредитель", "own founder")]),
        ([LIBRARY | {Column.FOUNDER: "Музей"}, OTHER | {Column.FOUNDER: "Библиотека № 1"}],
         [(2, "учредитель", "circle"), (3, "учредитель", "circle")]),
        ([LIBRARY | {Column.HEAD: ""}], [(2, "должность руководителя", "without a name")]),
        ([LIBRARY, LIBRARY | {Column.PAGE_ID: "8", Column.LINK: "vk.com/club8", Column.HEAD: "Рогожин Лев Ильич"}],
         [(3, "руководитель", "otherwise")]),
        ([LIBRARY | {Column.MUNICIPALITY: "Нью-Васюки"}], [(2, "муниципалитет (ОКТМО)", "of this name")]),
        ([LIBRARY | {Column.MUNICIPALITY: "65999000"}], [(2, "муниципалитет (ОКТМО)", "of this ОКТМО")]),
        ([LIBRARY | {Column.MUNICIPALITY: "Ревда (6571900О)"}], [(2, "муниципалитет (ОКТМО)", "of this name")]),
        ([LIBRARY | {Column.PAGE_ID: ""}], [(2, "id", "missing")]),
        ([LIBRARY | {Column.PAGE_ID: "7001", Column.LINK: "vk.com/club7001"}], [(2, "ссылка", "another body")]),
        ([SCHOOL | {Column.MUNICIPALITY: "Ревда", Column.OGRN: ""}], [(2, "ссылка", "another body")]),
    ],
)  # fmt: skip
def test_it_refuses_what_does_not_fit(cast: Cast, rows: Sequence[Row], found: list[tuple[int, str, str]]) -> None:
    told = refused(check(*rows))
    assert [(row, column) for row, column, _ in told] == [(row, column) for row, column, _ in found]
    assert all(part in reason for (_, _, reason), (_, _, part) in zip(told, found, strict=True))


def test_it_knows_the_page_of_another_id_at_this_address(cast: Cast) -> None:
    take(LIBRARY)
    assert refused(check(LIBRARY | {Column.PAGE_ID: "999"}))[0][1] == "ссылка"


def test_a_refused_row_makes_no_other_wrong(cast: Cast) -> None:
    done = take(LIBRARY | {Column.WIDGETS: 3}, LIBRARY)
    assert [(row, column) for row, column, _ in refused(done)] == [(2, "виджеты")]
    assert Page.objects.filter(external_id="555").exists()


@pytest.mark.parametrize("text", ["Устюгов Г.П.", "Вакансия", "8 (34350) 5-00-00", "У" * 600])
def test_a_head_that_is_no_full_name_is_left_out_and_told(cast: Cast, text: str) -> None:
    named = {Column.HEAD: text, Column.HEAD_POST: "Заведующий"}
    take(LIBRARY)
    done = take(LIBRARY | named, OTHER | named)
    assert not done.rows_refused
    assert [(kept.row, kept.column, kept.said, kept.stands) for kept in list_kept(done.id)] == [
        (2, "руководитель", text[:500], "Устюгов Григорий Павлович"),
        (3, "руководитель", text[:500], ""),
    ]
    heads = Body.objects.filter(ogrn__in=[ogrn(1), ogrn(3)]).order_by("id").values_list("head_name", "head_post")
    assert list(heads) == [("Устюгов Григорий Павлович", "Директор"), ("", "")]


def test_a_refused_founder_is_left_open_and_told(cast: Cast) -> None:
    done = take(LIBRARY | {Column.FOUNDER: "Музей"}, OTHER | {Column.WIDGETS: 3})
    assert [(kept.row, kept.column) for kept in list_kept(done.id)] == [(2, "учредитель")]
    assert Body.objects.get(ogrn=ogrn(1)).founder is None


def test_a_coordinator_changes_no_body_and_nothing_outside_the_municipality(cast: Cast) -> None:
    coordinator = viewer(cast, Role.COORDINATOR)
    assert not coordinator.may_anywhere(Right.EDIT_BODIES)
    rows: tuple[Row, ...] = (
        SCHOOL | {Column.MEMBERS: 5},
        {Column.NAME: "Администрация Ревды", Column.MUNICIPALITY: "Ревда", Column.LINK: "vk.com/club1"},
        LIBRARY,
        SCHOOL | {Column.PAGE_ID: "58", Column.LINK: "ok.ru/group/58", Column.SPHERE: "Образование"},
    )
    done = take(*rows, by=coordinator)
    assert [(row, column) for row, column, _ in refused(done)] == [
        (3, "наименование"), (4, "наименование"), (5, "сфера 1"),
    ]  # fmt: skip
    assert Page.objects.get(external_id="7002").members_count == 5


def test_a_curator_may_enter_bodies(cast: Cast) -> None:
    assert take(LIBRARY, by=viewer(cast, Role.CURATOR)).new_bodies == 1


@pytest.mark.parametrize("as_format", Format)
def test_out_and_in_again_changes_nothing_whatever_the_texts(cast: Cast, as_format: Format) -> None:
    odd = [
        "=2+5",
        "+7 (343) 50",
        "-минус",
        "@собака",
        "'=a",
        'a"b"c',
        "а;б,в\tг",
        "Ёлка\r\nи \u202eёж \u200e№ 8",
        "  два  пробела ",
        "н/д",
    ]
    for number, text in enumerate(odd):
        body = Body.objects.create(
            slug=f"odd-{number}", name=f"{text}", short_name=text, sphere=text, further_spheres=[text],
            territory=cast.administration.territory, municipality=cast.administration.municipality,
            parent=cast.administration, founder=cast.ministry, ogrn=ogrn(100 + number) if number % 2 else "",
        )  # fmt: skip
        Page.objects.create(owner=body, network="vk", external_id=str(800 + number), name=text,
                            url=f"https://vk.ru/odd_page{number}")  # fmt: skip
        Exemption.objects.create(body=body, network="ok", reason=text, document="Приказ")
    before = all_rows()
    again = bring(write_register(list_register(Scope(everything=True)), as_format=as_format))
    assert again.state == ImportState.CHECKED
    told = {column for _, column, _ in refused(again)}
    assert told <= {"наименование", "основание отсутствия"}, refused(again)
    apply(again)
    assert all_rows() == before


def test_the_table_of_refused_rows_is_mended_and_brought_again(cast: Cast) -> None:
    done = check(LIBRARY | {Column.WIDGETS: 3, Column.LEVEL: "галактика"}, OTHER)
    table = write_refused(done.id, as_format=Format.CSV, say=str).decode("utf-8-sig")
    head, row = table.strip().splitlines()
    assert head.endswith(f";{WHY_REFUSED}")
    assert "виджеты: Out of bounds" in row
    assert "уровень: There is no such level." in row
    again = bring(table.replace(";3;", ";2;").replace("галактика", "регион").encode())
    assert (again.rows_good, again.rows_refused, again.unknown_titles) == (1, 0, [])


def test_an_exemption_comes_with_its_document_and_days_and_goes_out_with_them(cast: Cast) -> None:
    row: Row = {
        Column.NAME: "Архив", Column.OGRN: ogrn(21), Column.MUNICIPALITY: "Полевской", Column.LINK: "",
        Column.EXEMPTION: "Охраняемый объект", Column.EXEMPTION_DOCUMENT: "Приказ № 3",
        Column.EXEMPTION_SINCE: "01.02.2026", Column.EXEMPTION_UNTIL: "2027-01-31",
    }  # fmt: skip
    take(row)
    told = Exemption.objects.values_list("reason", "document", "since_on", "until_on")
    assert told.get() == ("Охраняемый объект", "Приказ № 3", date(2026, 2, 1), date(2027, 1, 31))
    assert check(row).exemptions == 0
    assert check(row | {Column.EXEMPTION_DOCUMENT: "", Column.EXEMPTION_UNTIL: ""}).exemptions == 0, "says nothing"
    out_and_in_again(Format.XLSX)
    later = take(row | {Column.EXEMPTION_UNTIL: "31.12.2027"})
    assert (later.exemptions, told.get()[3]) == (1, date(2027, 12, 31))
    undo(later)
    assert told.get()[3] == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({Column.EXEMPTION_SINCE: "31.02.2026"}, "страницы нет с"),
        ({Column.EXEMPTION_UNTIL: "скоро"}, "страницы нет по"),
        ({Column.EXEMPTION_SINCE: "01.03.2026", Column.EXEMPTION_UNTIL: "28.02.2026"}, "страницы нет по"),
        ({Column.EXEMPTION: "", Column.EXEMPTION_DOCUMENT: "Приказ"}, "основание отсутствия"),
    ],
)
def test_it_refuses_an_exemption_that_cannot_be(cast: Cast, changed: Row, column: str) -> None:
    row: Row = {Column.NAME: "Архив", Column.MUNICIPALITY: "Полевской", Column.EXEMPTION: "Охраняемый объект"}
    assert [fault[1] for fault in refused(check(row | changed))] == [column]


def test_the_same_fault_of_many_rows_is_one_with_their_count_and_the_nearest_name(cast: Cast) -> None:
    pages = [LIBRARY | {Column.PAGE_ID: str(9000 + number), Column.LINK: f"vk.com/club{9000 + number}",
                        Column.FOUNDER: "Администрацыя"} for number in range(40)]  # fmt: skip
    one = check(*pages, OTHER | {Column.OGRN: "123"})
    founder, number = list_fault_groups(one.id)
    assert (founder.count, founder.rows, founder.fault.value) == (40, (2, 3, 4, 5, 6), "Администрацыя")
    assert "“Администрация”" in str(founder.fault.why)
    assert (number.count, number.rows, number.fault.column) == (1, (42,), "ОГРН")
    assert str(founder).startswith("40 rows (2, 3, 4, 5, 6…), «учредитель» (Администрацыя)")
    client = Client()
    client.force_login(cast.staff[Role.ADMINISTRATOR])
    page = client.get(f"/desk/register/import/{one.id}/").content.decode()
    assert ("40 строк" in page, page.count("Администрацыя")) == (True, 1)


@pytest.mark.parametrize("founder", ["Aдминистрация", "«АдмиHиcтpaция»"])
def test_a_name_with_latin_letters_among_cyrillic_ones_is_the_same_name(cast: Cast, founder: str) -> None:
    school = SCHOOL | {Column.NAME: "Шкoла № 8", Column.FOUNDER: founder}
    one = check(LIBRARY | {Column.FOUNDER: founder}, school)
    assert (refused(one), one.new_bodies) == ([], 1), "the school is known"
    assert cast.school.name == "Школа № 8"


@pytest.mark.parametrize(
    ("inn", "part"),
    [("7707083893", ""), ("7707083894", "check digit of the ИНН"), ("770708389", "10 digits"), ("ИНН", "digits only")],
)
@pytest.mark.usefixtures("cast")
def test_a_number_of_taxes_is_checked(inn: str, part: str) -> None:
    heads = "Наименование;ОГРН;ИНН;Муниципалитет;Ссылка"
    one = bring(f"{heads}\nМузей;{ogrn(3)};{inn};Полевской;vk.com/club9\n".encode())
    assert one.unknown_titles == []
    assert [(column, part in why) for _row, column, why in refused(one)] == ([("ИНН", True)] if part else [])


@pytest.mark.usefixtures("cast")
def test_a_formula_that_was_never_counted_is_told_as_one() -> None:
    heads = ["Наименование", "ОГРН", "Муниципалитет", "Ссылка", "Учредитель"]
    book, file = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.append(heads)
    sheet.append(['=CONCATENATE("Музей"," № 1")', ogrn(1), "=A9", "vk.com/club9", ""])
    sheet.append(["Музей № 2", ogrn(3), "Полевской", "vk.com/club8", "=A2"])
    book.save(file)
    told = refused(bring(file.getvalue()))
    assert [(row, column) for row, column, _why in told] == [
        (2, "наименование"), (2, "муниципалитет (ОКТМО)"), (3, "учредитель"),
    ]  # fmt: skip
    assert all("formula whose value the file does not hold" in why for _row, _column, why in told)
