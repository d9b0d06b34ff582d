"""Finding the row of heads in a table, and which column is which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from otklik.integrations.errors import ColumnsDoubled, ColumnsMissing, NoHeadings
from otklik.integrations.register.columns import FORMS, WHY_REFUSED, Column, title_of
from otklik.shared.text import fold

LOOKED_AT = 20
"""So many rows from the top may hold titles before the heads."""
_ENOUGH = 3
"""A row with so many known heads is the row of heads."""
_NO_LETTERS = re.compile(r"[\W_]+")
_COUNT_OF = re.compile(r"\Aкол(?: во)? ")
_BRACKETS = re.compile(r"\([^)]{0,200}\)")
_COUNTERS = frozenset({"", "n", "no", "п п", "n п п", "№", "номер", "номер п п", "no п п"})
"""What numbers the rows: no column of the register, and nothing to wonder about."""


def head_key(text: str) -> str:
    """A head as it is compared: small letters, е for ё, no punctuation; «кол-во» written out, «чел.» left out."""
    key = _NO_LETTERS.sub(" ", fold(text)).strip().removesuffix(" чел")
    return _COUNT_OF.sub("количество ", key)


_KNOWN = {head_key(text): column for column, form in FORMS.items() for text in (form.title, *form.also)}


@dataclass(frozen=True, slots=True)
class Headings:
    """Which column of the register each column of the table is."""

    titles: tuple[str, ...]
    """As they stand in the table."""
    columns: tuple[Column | None, ...]
    """None: not a column of ours."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Heads that we know nothing of, and that are left out."""
        pairs = zip(self.titles, self.columns, strict=True)
        ours = _COUNTERS | {head_key(WHY_REFUSED)}
        return tuple(title for title, column in pairs if column is None and head_key(title) not in ours)


def find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, Headings]:
    """Which of the first rows holds the heads (from 0), and what they say.

    Raises NoHeadings, ColumnsMissing, ColumnsDoubled.
    """
    known = [known_in(row) for row in rows[:LOOKED_AT]]
    most = max(known, default=0)
    if most < _ENOUGH:
        raise NoHeadings
    place = known.index(most)
    return place, read_headings(rows[place])


def read_headings(row: Sequence[str]) -> Headings:
    """What the heads say. Raises ColumnsMissing, ColumnsDoubled."""
    titles = tuple(" ".join(text.split()) for text in row)
    columns = tuple(_column_of(text) for text in row)
    found: dict[Column, str] = {}
    for title, column in zip(titles, columns, strict=True):
        if column in found:
            raise ColumnsDoubled(found[column], title)
        if column is not None:
            found[column] = title
    missing = [title_of(column) for column, form in FORMS.items() if form.is_required and column not in found]
    if Column.OKTMO in found and title_of(Column.MUNICIPALITY) in missing:
        missing.remove(title_of(Column.MUNICIPALITY))
    if missing:
        raise ColumnsMissing(missing)
    return Headings(titles, columns)


def known_in(row: Sequence[str]) -> int:
    """How many cells of a row are heads of the register."""
    return len({_column_of(text) for text in row} - {None})


def _column_of(text: str) -> Column | None:
    return _KNOWN.get(head_key(text)) or _KNOWN.get(head_key(_BRACKETS.sub(" ", text)))
