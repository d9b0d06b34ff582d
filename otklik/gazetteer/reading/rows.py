"""What files of places are read into: one row a place, and what is wrong with those that cannot be taken."""

import re
from dataclasses import dataclass, field, replace
from typing import Final, TypedDict, Unpack

from otklik.gazetteer.index import PlaceKind
from otklik.gazetteer.names import SETTLEMENT_KIND, split_street
from otklik.gazetteer.words import Words
from otklik.shared.errors import OtklikError
from otklik.shared.patterns import compile_late
from otklik.shared.words import marked as _

LONGEST_NAME: Final = 200
_PART: Final = r"(?:\d{1,3}[а-я]?|[а-я])"
_NUMBER: Final = compile_late(rf"\d{{1,4}}[а-я]?(?:/\d{{1,4}}[а-я]?)?(?: к{_PART})?(?: с{_PART})?")
_HOUSE_WORD: Final = compile_late(r"^(?:дом|д|вл|владение|зд|здание)\.?\s*+№?\s*+(?=\d)")
_CORPUS: Final = compile_late(r"(?<![\s,])[\s,]*+\b(?:корпус|корп|к)\.?\s*(?=\d|[а-я]{1,2}(?!\w))")
_BUILDING: Final = compile_late(r"(?<![\s,])[\s,]*+\b(?:строение|стр|с)\.?\s*(?=\d|[а-я]{1,2}(?!\w))")
_LETTER: Final = compile_late(r"(?<![\s,])[\s,]*+\b(?:литера?|лит)\.?\s*(?=[а-я](?!\w))")


class BadRow(OtklikError):
    """One row of a file that cannot be taken; `number` counts as a person counts."""

    def __init__(self, number: int, wrong: str, *, mend: str = "", **values: str) -> None:
        super().__init__(wrong, mend=mend, values=values)
        self.number = number


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a file. The point is in degrees of WGS 84; houses belong to a street by its name."""

    what: PlaceKind
    kind: str
    name: str
    other_names: tuple[str, ...] = ()
    settlement: str = ""
    """Name of the settlement, with or without its kind word; empty for the main town."""
    latitude: float | None = None
    longitude: float | None = None
    houses: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Number → latitude, longitude."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same place in another row."""
        return (self.what, self.kind.casefold(), self.name.casefold(), self.settlement.casefold())


@dataclass(frozen=True, slots=True)
class FileRead:
    """All that a file holds: places, once each, and the rows that are not well."""

    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]


class Rest(TypedDict, total=False):
    """The other facts of a row."""

    other_names: tuple[str, ...]
    settlement: str
    latitude: float | None
    longitude: float | None


def street_row(written: str, houses: dict[str, tuple[float, float]] | None = None, **rest: Unpack[Rest]) -> Row:
    """A street by its full name: «ул. Ленина», «Ленина»; without a kind word it is taken for a street."""
    kind, name = split_street(written)
    return Row(PlaceKind.STREET, kind or "улица", name, **rest, houses=houses or {})


def settlement_row(written: str, kind: str = "", **rest: Unpack[Rest]) -> Row:
    """A settlement: «посёлок Зюзельский», «с. Курганово», «Курганово» with its kind beside it."""
    words = Words.of(written)
    told = SETTLEMENT_KIND.get(words.at(0), "") if len(words) > 1 else ""
    start = words.starts[2 if words.at(1) == "." else 1] if told else 0
    return Row(PlaceKind.SETTLEMENT, told or kind, written[start:].strip(), **rest)


def house_number(written: str) -> str:
    """The number of a house as messages are read; empty where it is none.

    «12 А», «12-а», «12 лит. А» → «12а»; «7, корп. 3» → «7 к3»; «7 стр. 2», «7с2» → «7 с2».
    """
    plain = re.sub(r'["«»“”„]', "", written.strip().lower().replace("ё", "е")).strip("№ .")
    plain = re.sub(r"(?<=\d)(?=[кс][\d.])|(?<=\d[а-я])(?=[кс]\d)", " ", _HOUSE_WORD.sub("", plain))
    plain = _LETTER.sub("", _BUILDING.sub(" с", _CORPUS.sub(" к", plain)))
    plain = re.sub(r"(?<=\d)\s*+-?\s*+(?=[а-я](?:$|[/\s]))", "", plain)
    plain = re.sub(r"(?<!\s)\s*[/\\]\s*", "/", plain)
    return plain if _NUMBER.fullmatch(plain) else ""


def join_rows(rows: list[Row]) -> tuple[Row, ...]:
    """Rows of one place put together: its houses, its other names, the middle of its points."""
    found: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return tuple(_joined(same) for same in found.values())


def _joined(same: list[Row]) -> Row:
    points = [(row.latitude, row.longitude) for row in same if row.latitude is not None and row.longitude is not None]
    houses = {number: point for row in same for number, point in row.houses.items()}
    along = points or list(houses.values())
    latitude, longitude = middle_of(along) if along else (None, None)
    others = tuple(dict.fromkeys(name for row in same for name in row.other_names))
    return replace(same[0], other_names=others, latitude=latitude, longitude=longitude, houses=houses)


def middle_of(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The one of the points that lies nearest to the middle of all: a street bends, its point stays on it."""
    lat = sum(point[0] for point in points) / len(points)
    lon = sum(point[1] for point in points) / len(points)
    return min(points, key=lambda point: (point[0] - lat) ** 2 + ((point[1] - lon) / 2) ** 2)


def point_of(latitude: str, longitude: str, *, number: int) -> tuple[float, float] | None:
    """A point from two texts; None where both are empty. Raises BadRow."""
    if not latitude.strip() and not longitude.strip():
        return None
    try:
        lat, lon = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        raise BadRow(
            number, _("Its point is no pair of numbers: %(point)s."),
            mend=_("Write degrees, such as 56.4407 and 60.1878."),
            point=f"{latitude}; {longitude}",
        ) from None  # fmt: skip
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadRow(
            number, _("Its point lies outside the earth: %(point)s."),
            mend=_("The latitude goes first, in degrees; in Russia it is 41 to 82."), point=f"{lat}; {lon}",
        )  # fmt: skip
    return lat, lon
