"""Errors of the gazetteer."""

from collections.abc import Sequence

from otklik.gazetteer.reading.rows import BadRow
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class BadPlaces(OtklikError):
    """Nothing was imported, because some rows are not well; `rows` names each of them."""

    def __init__(self, rows: Sequence[BadRow]) -> None:
        super().__init__(
            _("Nothing is imported: %(count)s rows are not well."),
            mend=_("Mend them and import the file again."),
            values={"count": str(len(rows))},
        )
        self.rows = tuple(sorted(rows, key=lambda bad: bad.number))
