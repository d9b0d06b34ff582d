"""Which column of an export is which: by the mapping that was saved, else by usual heads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.integrations.cases.columns import CASE_FORMS, REQUIRED, CaseColumn, case_title_of
from otklik.integrations.errors import CaseColumnsMissing, NoCaseHeadings
from otklik.integrations.register.columns import WHY_REFUSED
from otklik.integrations.register.headings import head_key

_ENOUGH = 3
_KNOWN = {head_key(text): column for column, form in CASE_FORMS.items() for text in (form.title, *form.also)}


@dataclass(frozen=True, slots=True)
class CaseHeads:
    """Where the columns of an export stand."""

    titles: tuple[str, ...]
    places: Mapping[CaseColumn, int]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Heads that nothing is read from."""
        used = set(self.places.values())
        spare = (title for place, title in enumerate(self.titles) if place not in used)
        return tuple(title for title in spare if title and head_key(title) != head_key(WHY_REFUSED))


def count_case_heads(row: Sequence[str]) -> int:
    """How many cells of a row are usual heads of an export of cases."""
    return len({_KNOWN.get(head_key(text)) for text in row} - {None})


def find_case_heads(rows: Sequence[Sequence[str]], named: Mapping[str, str]) -> tuple[int, CaseHeads]:
    """Which of the first rows holds the heads (from 0), and where each column is.

    `named` says for our columns which head they have; the others are found by usual heads. Raises NoCaseHeadings,
    CaseColumnsMissing.
    """
    told = {head_key(title) for title in named.values() if title}
    counts = [count_case_heads(row) + len(told & {head_key(text) for text in row}) for row in rows]
    most = max(counts, default=0)
    if most < _ENOUGH:
        raise NoCaseHeadings
    place = counts.index(most)
    return place, _read_heads(rows[place], named)


def _read_heads(row: Sequence[str], named: Mapping[str, str]) -> CaseHeads:
    """Where a head stands twice, the first one counts."""
    titles = tuple(" ".join(text.split()) for text in row)
    keys = [head_key(title) for title in titles]
    places = {
        CaseColumn(column): keys.index(head_key(title))
        for column, title in named.items()
        if column in list(CaseColumn) and title and head_key(title) in keys
    }
    taken = set(places.values())
    for place, key in enumerate(keys):
        column = _KNOWN.get(key)
        if column is not None and column not in places and column.value not in named and place not in taken:
            places[column] = place
    missing = [case_title_of(column) for column in REQUIRED if column not in places]
    if missing:
        raise CaseColumnsMissing(missing)
    return CaseHeads(titles, places)
