"""Errors of what is exchanged with other systems."""

from collections.abc import Sequence

from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class TableRefused(OtklikError):
    """The whole table cannot be read; no row was looked at."""


class NoHeadings(TableRefused):
    """No row of heads."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no row with the heads of the columns among the first 20 rows."),
            mend=_("Head the columns as the register does: «наименование», «ОГРН», «ссылка» and the others."),
        )


class ColumnsMissing(TableRefused):
    """Columns that no register can do without."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(
            _("The table lacks columns: %(columns)s."),
            mend=_("Add them, or name them as the register does. A column may be empty, but it must be there."),
            values={"columns": tuple(f"«{title}»" for title in titles)},
        )


class ColumnsDoubled(TableRefused):
    """Two columns mean the same."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(
            _("Two columns mean the same: %(columns)s."),
            mend=_("Keep one of them."),
            values={"columns": (f"«{one}»", f"«{other}»")},
        )


class NotAReadableTable(TableRefused):
    """Neither XLSX nor CSV, or damaged."""

    def __init__(self) -> None:
        super().__init__(
            _("The file is neither a readable XLSX table nor a CSV."),
            mend=_("Save it in your table program as «Книга Excel (.xlsx)» or «CSV UTF-8» and bring it again."),
        )


class QuotesBroken(TableRefused):
    """A CSV whose quotation marks do not come in pairs: where one cell ends nobody can tell."""

    def __init__(self, row: int) -> None:
        super().__init__(
            _("The quotation marks in row %(row)s of the CSV do not come in pairs: nobody can tell where a cell ends."),
            mend=_("Save the table as «Книга Excel (.xlsx)», or mend the marks in that row."),
            values={"row": str(row)},
        )


class TableTooLarge(TableRefused):
    """More than a register may have: a mistake, or a file made to hurt."""

    def __init__(self) -> None:
        super().__init__(
            _("The table is too large: at most 16 MB, 50,000 rows and 100 columns."),
            mend=_("Take other sheets, pictures and empty columns out, or bring it in parts."),
        )


class TableUnfolds(TableRefused):
    """A small file that unpacks to far more than a table may hold."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Unpacked, the file holds far more than a table may: at most 128 MB, 50,000 rows, "
                "1.5 million cells and a million different texts, empty cells with a look of their own included."
            ),
            mend=_(
                "Copy the filled cells alone into a new book, without what stands right of and below them, "
                "and bring that; or save the sheet as «CSV UTF-8»."
            ),
        )


class TableTooHard(TableRefused):
    """Its reader came to the end of its memory or time."""

    def __init__(self) -> None:
        super().__init__(
            _("The table takes more to read than a table may: 20 seconds of work and 768 MB of memory."),
            mend=_("Copy the filled cells alone into a new book, or save the sheet as «CSV UTF-8», and bring that."),
        )


class TableEmpty(TableRefused):
    """Heads, and nothing below them."""

    def __init__(self) -> None:
        super().__init__(_("There are no rows below the heads."), mend=_("Bring a table with at least one row."))


class NoTop(OtklikError):
    """The register has no body that new ones could stand under."""

    def __init__(self) -> None:
        super().__init__(
            _("The register has no body yet that the others could stand under."),
            mend=_("Enter the region's government first: `otklik body add`."),
        )


class NotNow(OtklikError):
    """The import is in another state than the act needs."""

    def __init__(self) -> None:
        super().__init__(
            _("The import has moved on meanwhile."), mend=_("Look at it again: what can be done is shown.")
        )


class GaveUp(OtklikError):
    """The worker was interrupted again and again."""

    def __init__(self) -> None:
        super().__init__(
            _("The work was interrupted three times; nothing was changed."),
            mend=_("Tell your administrator, then bring the table again."),
        )


class FileForgotten(OtklikError):
    """The table is kept only for a while."""

    def __init__(self) -> None:
        super().__init__(
            _("The table of this import is not kept any more, or is not the one that was checked."),
            mend=_("Bring it again."),
        )


class NoCaseHeadings(TableRefused):
    """No row of heads in an export of cases."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no row with the heads of the columns among the first 20 rows."),
            mend=_("Say below which head each column has, as it stands in the table."),
        )


class CaseColumnsMissing(TableRefused):
    """An export of cases without number, status or date."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(
            _("It is not clear which column is: %(columns)s."),
            mend=_("Say it below; it is remembered for the next table of this system."),
            values={"columns": tuple(f"«{title}»" for title in titles)},
        )
