"""A table of places, CSV: one row a place or a house, written by hand or taken out of another system."""

import codecs
import csv
import io
from typing import Final

from otklik.gazetteer.index import PlaceKind
from otklik.gazetteer.reading.rows import (
    LONGEST_NAME,
    BadRow,
    FileRead,
    Rest,
    Row,
    house_number,
    join_rows,
    point_of,
    settlement_row,
    street_row,
)
from otklik.shared.words import marked as _

COLUMNS: Final = ("what", "name", "kind", "settlement", "house", "latitude", "longitude", "other_names")
"""`what` and `name` must be there; other names stand in one cell, parted by «|»."""
_RUSSIAN: Final = {
    "что": "what", "название": "name", "вид": "kind", "населённый пункт": "settlement",
    "населенный пункт": "settlement", "дом": "house", "широта": "latitude", "долгота": "longitude",
    "другие названия": "other_names", "lat": "latitude", "lon": "longitude",
}  # fmt: skip
_WHAT: Final = {
    "street": PlaceKind.STREET, "улица": PlaceKind.STREET, "settlement": PlaceKind.SETTLEMENT,
    "населённый пункт": PlaceKind.SETTLEMENT, "населенный пункт": PlaceKind.SETTLEMENT,
    "landmark": PlaceKind.LANDMARK, "ориентир": PlaceKind.LANDMARK, "house": PlaceKind.STREET,
    "дом": PlaceKind.STREET,
}  # fmt: skip


def read_table(content: bytes) -> FileRead:
    """The places of a CSV file (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1251).

    Lines that begin with # do not count. Raises BadRow where the whole is no such table.
    """
    lines = [(number, line) for number, line in enumerate(text_of(content).splitlines(), start=1)
             if line.strip() and not line.startswith("#")]  # fmt: skip
    if not lines:
        raise BadRow(1, _("The file holds no rows."), mend=_("Its first row names the columns: what, name…"))
    signs = max(";,\t", key=lines[0][1].count)
    heads = [_head(cell) for cell in next(csv.reader([lines[0][1]], delimiter=signs))]
    missing = [head for head in ("what", "name") if head not in heads]
    if missing:
        raise BadRow(
            lines[0][0], _("The column “%(column)s” is missing."),
            mend=_("Name the columns in the first row: what, name…"), column=missing[0],
        )  # fmt: skip
    rows: list[Row] = []
    bad: list[BadRow] = []
    for number, line in lines[1:]:
        cells = next(csv.reader(io.StringIO(line), delimiter=signs), [])
        told = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head}
        try:
            rows.append(_row(told, number=number))
        except BadRow as why:
            bad.append(why)
    return FileRead(join_rows(rows), tuple(bad))


def text_of(content: bytes) -> str:
    """The text of a file that a spreadsheet or an editor has written."""
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")  # «Текст Юникод» of a spreadsheet
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _head(cell: str) -> str:
    head = cell.strip().lower()
    head = _RUSSIAN.get(head, head)
    return head if head in COLUMNS else ""


def _row(told: dict[str, str], *, number: int) -> Row:
    what = _WHAT.get(told.get("what", "").lower())
    name = told.get("name", "")
    if what is None:
        raise BadRow(
            number, _("It is no street, settlement or landmark but “%(what)s”."),
            mend=_("Write street, house, settlement or landmark."), what=told.get("what") or "—",
        )  # fmt: skip
    if not any(sign.isalnum() for sign in name) or len(name) > LONGEST_NAME:
        raise BadRow(number, _("It has no name, or one of over 200 characters."), mend=_("Write the name alone."))
    point = point_of(told.get("latitude", ""), told.get("longitude", ""), number=number)
    rest = Rest(
        settlement=told.get("settlement", ""),
        other_names=tuple(one.strip() for one in told.get("other_names", "").split("|") if one.strip()),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
    )
    if what is PlaceKind.STREET:
        return _street(told, name, rest, number=number)
    if what is PlaceKind.SETTLEMENT:
        return settlement_row(name, told.get("kind", ""), **rest)
    return Row(what, told.get("kind", ""), name, **rest)


def _street(told: dict[str, str], name: str, rest: Rest, *, number: int) -> Row:
    written = f"{told['kind']} {name}" if told.get("kind") else name
    if not told.get("house"):
        return street_row(written, **rest)
    house = house_number(told["house"])
    if not house:
        raise BadRow(
            number, _("“%(house)s” is no number of a house."), mend=_("Write it as on the wall: 12а, 5/2, 7 корп. 3."),
            house=told["house"],
        )  # fmt: skip
    latitude, longitude = rest["latitude"], rest["longitude"]
    if latitude is None or longitude is None:
        raise BadRow(number, _("The house has no point."), mend=_("Write its latitude and longitude in degrees."))
    rest["latitude"] = rest["longitude"] = None  # the point is the house's; streets have the middle of their houses
    return street_row(written, **rest, houses={house: (latitude, longitude)})
