"""A register as regions keep theirs: bodies with several pages, institutions without one, and errors planted in it."""

import csv
import io
import random
from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from otklik.integrations.register.columns import EXPORTED, Column, title_of
from otklik.organizations.services import BodyCard, enter_body, enter_territory

HEADS = [title_of(column) for column in EXPORTED]
type Row = dict[Column, object]
TOWNS = (
    ("Полевской", "65754000"), ("Ревда", "65719000"), ("Асбест", "65730000"), ("Берёзовский", "65731000"),
    ("Первоуральск", "65753000"), ("Сысерть", "65722000"), ("Ирбит", "65739000"), ("Тавда", "65727000"),
)  # fmt: skip
NETWORKS = ("vk", "ok", "telegram", "max")


def enter_ground() -> None:
    """The region, its municipalities and the body that the others stand under."""
    region = enter_territory("region", "Свердловская область", oktmo="65000000")
    for name, oktmo in TOWNS:
        enter_territory("municipality", name, parent=region, oktmo=oktmo)
    enter_body(
        BodyCard(slug="oblast", name="Правительство области", short_name="Правительство", territory_id=region.id)
    )


def ogrn(number: int) -> str:
    """A proper ОГРН, another for each number."""
    digits = f"1{number:011d}"
    return digits + str(int(digits) % 11 % 10)


def make_register(rows_count: int) -> list[Row]:
    """So many rows: ministries, administrations, departments and their institutions, up to three pages each."""
    rows: list[Row] = []
    for number, (level, founder, name, town) in enumerate(_bodies()):
        body: Row = {
            Column.LEVEL: level,
            Column.FOUNDER: founder,
            Column.NAME: name,
            Column.OGRN: ogrn(number + 1),
            Column.SPHERE: ("Образование", "Культура", "Здравоохранение", "Органы власти")[number % 4],
            Column.MUNICIPALITY: town,
        }
        pages = (1, 2, 1, 3, 0)[number % 5]
        rows += [body | _page(len(rows) + place, NETWORKS[place]) for place in range(pages)]
        if not pages:
            rows.append(body | {Column.EXEMPTION: "Приказ № 17 от 12.01.2026: охраняемый объект"})
        if len(rows) >= rows_count:
            return rows[:rows_count]
    raise AssertionError("bodies never end")


def _bodies() -> Iterator[tuple[str, str, str, str]]:
    """Level, founder, name, municipality."""
    for sphere in ("образования", "культуры", "здравоохранения"):
        yield "министерство", "Правительство области", f"Министерство {sphere} области", ""
    for town, oktmo in TOWNS:
        yield "муниципалитет", "Правительство области", f"Администрация «{town}»", oktmo
    number = 0
    while True:
        number += 1
        town, oktmo = TOWNS[number % len(TOWNS)]
        yield "учреждение", f"Администрация «{town}»", f"МБОУ «Школа № {number}» ({town})", f"{town} ({oktmo})"


def _page(number: int, network: str) -> Row:
    page_id = {"telegram": f"-100{2_900_000_000 + number}", "max": f"-{72_900_000_000_000 + number}"}.get(
        network, str(900_000_000 + number)
    )
    site = {"vk": "https://vk.com", "ok": "https://ok.ru", "telegram": "https://t.me", "max": "https://max.ru"}[network]
    return {
        Column.PAGE_ID: page_id,
        Column.LINK: f"{site}/official_{network}_{number}",
        Column.COMPONENT: ("да", "нет", "")[number % 3],
        Column.BADGE: ("есть", "нет", "")[number % 3],
        Column.DESIGN: number % 101,
        Column.WIDGETS: number % 3,
        Column.ACTIVITY: (number * 7) % 101,
        Column.MEMBERS: number * 13 % 50_000,
        Column.WEEKLY_REACH: number * 7 % 20_000,
        Column.POST_REACH: number * 3 % 5_000,
    }


type Planted = dict[int, Column]
"""Place of the row (from 0) → the column that is at fault."""


def plant_errors(rows: list[Row], count: int, *, seed: int = 7) -> Planted:
    """Spoil so many rows, a fault each, of every kind in turn. Returns which, and the column to be blamed."""
    chance = random.Random(seed)
    places = chance.sample([place for place, row in enumerate(rows) if row.get(Column.LINK) and place > 200], count)
    planted: Planted = {}
    for place, (column, spoil) in zip(places, _KINDS * count, strict=False):
        others = [row for number, row in enumerate(rows[:200]) if number not in places and row.get(Column.LINK)]
        rows[place] = rows[place] | spoil(rows[place], chance.choice(others))
        planted[place] = column
    return planted


def _wrong_ogrn(row: Row, _: Row) -> Row:
    number = str(row[Column.OGRN])
    return {Column.OGRN: number[:-1] + str((int(number[-1]) + 1) % 10)}


def _anothers_link(row: Row, other: Row) -> Row:
    """The address of another row's page, under a number of the same network that nobody else has."""
    number = str(other[Column.PAGE_ID])
    return {
        Column.LINK: other[Column.LINK],
        Column.PAGE_ID: f"{number[:-4]}{9_999 - int(str(row[Column.PAGE_ID])[-3:])}",
    }


_KINDS = (
    (Column.NAME, lambda row, other: {Column.NAME: ""}),
    (Column.OGRN, _wrong_ogrn),
    (Column.OGRN, lambda row, other: {Column.OGRN: "102660223123"}),
    (Column.OGRN, lambda row, other: {Column.OGRN: "1,02660E+12"}),
    (Column.OGRN, lambda row, other: {Column.OGRN: other[Column.OGRN]}),
    (Column.LINK, lambda row, other: {Column.LINK: "https://myspace.com/school"}),
    (Column.LINK, lambda row, other: {Column.LINK: "", Column.PAGE_ID: ""}),
    (Column.LINK, lambda row, other: {Column.LINK: "https://vk.com/id12345", Column.PAGE_ID: ""}),
    (Column.LINK, _anothers_link),
    (Column.PAGE_ID, lambda row, other: {Column.PAGE_ID: other[Column.PAGE_ID], Column.LINK: other[Column.LINK]}),
    (Column.PAGE_ID, lambda row, other: {Column.PAGE_ID: "12", Column.LINK: "https://vk.com/club34"}),
    (Column.PAGE_ID, lambda row, other: {Column.PAGE_ID: "двенадцать", Column.LINK: "https://vk.com/twelve"}),
    (Column.WIDGETS, lambda row, other: {Column.WIDGETS: 3}),
    (Column.DESIGN, lambda row, other: {Column.DESIGN: 140}),
    (Column.ACTIVITY, lambda row, other: {Column.ACTIVITY: "почти вся"}),
    (Column.MEMBERS, lambda row, other: {Column.MEMBERS: -5}),
    (Column.MEMBERS, lambda row, other: {Column.MEMBERS: "12 тыс."}),
    (Column.WEEKLY_REACH, lambda row, other: {Column.WEEKLY_REACH: 12.5}),
    (Column.POST_REACH, lambda row, other: {Column.POST_REACH: 3_000_000_000}),
    (Column.COMPONENT, lambda row, other: {Column.COMPONENT: "наверное"}),
    (Column.BADGE, lambda row, other: {Column.BADGE: "синяя"}),
    (Column.FOUNDER, lambda row, other: {Column.FOUNDER: "Министерство магии"}),
    (Column.LEVEL, lambda row, other: {Column.LEVEL: "галактика"}),
    (Column.MUNICIPALITY, lambda row, other: {Column.MUNICIPALITY: "65999000"}),
    (Column.MUNICIPALITY, lambda row, other: {Column.MUNICIPALITY: "Нью-Васюки"}),
    (Column.MUNICIPALITY, lambda row, other: {Column.MUNICIPALITY: "6575"}),
    (Column.EXEMPTION, lambda row, other: {Column.EXEMPTION: "Приказ № 1"}),
    (Column.SPHERE, lambda row, other: {Column.SPHERE: "о" * 61}),
)  # fmt: skip


def as_xlsx(rows: Sequence[Row], heads: Sequence[str] = HEADS) -> bytes:
    """The rows as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(heads))
    for row in rows:
        sheet.append([row.get(column) for column in EXPORTED])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(
    rows: Sequence[Row], *, delimiter: str = ";", encoding: str = "utf-8", heads: Sequence[str] = HEADS
) -> bytes:
    """The rows as text."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(heads)
    writer.writerows([row.get(column) for column in EXPORTED] for row in rows)
    return file.getvalue().encode(encoding)
