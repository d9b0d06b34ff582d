"""Reading one row of the table: what it says, and everything that is wrong with it, column by column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from otklik.integrations.register import values
from otklik.integrations.register.cells import UNCOUNTED
from otklik.integrations.register.columns import OF_EXEMPTION, OF_PAGE, Column
from otklik.integrations.register.headings import Headings, head_key
from otklik.integrations.register.sheets import Line
from otklik.integrations.register.values import Wrong
from otklik.pages.naming import NamedPage, NamesNoPage, network_called, page_id_in, page_named_in
from otklik.pages.public_selectors import list_networks
from otklik.shared.words import marked as _

_MOST_KEPT = 500
"""Characters of a cell."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing that is wrong with a row."""

    row: int
    """As the table program counts it."""
    column: StrEnum
    """A column of the kind of table."""
    value: str
    """What stands in the cell."""
    reason: str
    mend: str = ""
    """Both marked for translation, with places for `values`."""
    values: Mapping[str, str] = field(default_factory=dict)


def fault_as_json(fault: RowFault) -> dict[str, object]:
    """A fault as it is kept."""
    return {
        "column": fault.column.value,
        "value": fault.value[:_MOST_KEPT],
        "reason": fault.reason,
        "mend": fault.mend,
        "values": dict(fault.values),
    }


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What a row says; None and empty texts where it says nothing."""

    number: int
    texts: tuple[str, ...] = ()
    """The row as it stands in the table."""
    name: str = ""
    level: str = ""
    founder: str = ""
    ogrn: str = ""
    inn: str = ""
    """Checked only: the register does not keep it."""
    spheres: tuple[str, ...] = ()
    head_name: str = ""
    head_post: str = ""
    passed_head: str = ""
    """What stands for the head's name and is no full name, cut to what is kept: left out, with the post beside it."""
    municipality: str = ""
    """As the table has it: name, code or both."""
    exemption: str = ""
    exemption_document: str = ""
    exempt_since: date | None = None
    exempt_until: date | None = None
    network: str = ""
    page_id: str = ""
    page_name: str = ""
    """The page's name in its address, where that holds no id."""
    link: str = ""
    is_in_component: bool | None = None
    has_badge: bool | None = None
    design: Decimal | None = None
    activity: Decimal | None = None
    widgets: int | None = None
    members: int | None = None
    weekly_reach: int | None = None
    post_reach: int | None = None

    @property
    def has_page(self) -> bool:
        """It tells of a page, not only of a body."""
        return bool(self.link or self.page_id)


def read_row(line: Line, headings: Headings) -> tuple[RegisterRow, tuple[RowFault, ...]]:
    """The row, and all that is wrong with it; a cell that cannot be read says nothing in the row."""
    reader = _RowReader(line, headings)
    link = reader.read(Column.LINK, values.text_of(300))
    named = reader.page_in(link)
    network = reader.network(named)
    passed_head = reader.take_out_passed_head()
    row = RegisterRow(
        number=line.number,
        texts=line.texts,
        name=reader.read(Column.NAME, values.name_of),
        level=reader.read(Column.LEVEL, values.level_of),
        founder=reader.read(Column.FOUNDER, values.text_of(300)),
        ogrn=reader.read(Column.OGRN, values.ogrn_of),
        inn=reader.read(Column.INN, values.inn_of),
        spheres=tuple(filter(None, (reader.read(one, values.text_of(60)) for one in _SPHERES))),
        head_name=reader.read(Column.HEAD, values.person_of),
        head_post=reader.read(Column.HEAD_POST, values.text_of(200)),
        passed_head=passed_head,
        municipality=" ".join(filter(None, (reader.said(Column.MUNICIPALITY), reader.said(Column.OKTMO)))),
        exemption=reader.read(Column.EXEMPTION, values.text_of(500)),
        exemption_document=reader.read(Column.EXEMPTION_DOCUMENT, values.text_of(300)),
        exempt_since=reader.read(Column.EXEMPTION_SINCE, values.day_of),
        exempt_until=reader.read(Column.EXEMPTION_UNTIL, values.day_of),
        network=network,
        page_id=reader.page_id(named, network),
        page_name=named.name if named else "",
        link=link,
        is_in_component=reader.read(Column.COMPONENT, values.yes_or_no),
        has_badge=reader.read(Column.BADGE, values.yes_or_no),
        design=reader.read(Column.DESIGN, values.percentage_of),
        activity=reader.read(Column.ACTIVITY, values.percentage_of),
        widgets=reader.read(Column.WIDGETS, values.count_of(2)),
        members=reader.read(Column.MEMBERS, values.count_of()),
        weekly_reach=reader.read(Column.WEEKLY_REACH, values.count_of()),
        post_reach=reader.read(Column.POST_REACH, values.count_of()),
    )
    reader.find_contradictions(row)
    return row, tuple(reader.faults)


_NO_PAGE = frozenset({"нет", "отсутствует", "не ведется", "нет страницы", "страницы нет", "не имеется"})
"""Stands for a link where the row also says why there is none; without that it may be a slip, and is refused."""
_SPHERES = (Column.SPHERE, Column.SPHERE_2, Column.SPHERE_3)


class _RowReader:
    """Reads the cells of one row and remembers what was wrong."""

    def __init__(self, line: Line, headings: Headings) -> None:
        self.faults: list[RowFault] = []
        self._number = line.number
        pairs = zip(headings.columns, line.texts, strict=False)
        self._texts = {column: text for column, text in pairs if column is not None}
        if self.said(Column.EXEMPTION) and head_key(self.said(Column.LINK)) in _NO_PAGE:
            del self._texts[Column.LINK]
        self._uncounted = {column for column, text in self._texts.items() if text == UNCOUNTED}
        for column in self._uncounted:
            self._refuse(column, values.uncounted())
            self._texts[column] = ""

    def said(self, column: Column) -> str:
        """The text of the cell; empty where there is no such column."""
        return self._texts.get(column, "")

    def read[T](self, column: Column, read: Callable[[str], T]) -> T:
        """What the cell says; what an empty one says where it cannot be read."""
        try:
            if column not in self._uncounted:
                return read(self.said(column))
        except Wrong as wrong:
            self._refuse(column, wrong)
        try:
            return read("")
        except Wrong:
            return ""  # type: ignore[return-value]  # only texts are required

    def take_out_passed_head(self) -> str:
        """A name with initials, as many tables have it, is no reason to refuse the row: it says nothing of the head."""
        text = self.said(Column.HEAD)
        try:
            values.person_of(text)
        except Wrong:
            self._texts |= {Column.HEAD: "", Column.HEAD_POST: ""}
            return text[:_MOST_KEPT]
        return ""

    def page_in(self, link: str) -> NamedPage | None:
        """The page that the link names; None where there is no link, or a wrong one."""
        if not link:
            return None
        try:
            return page_named_in(link)
        except NamesNoPage as why:
            self._refuse(Column.LINK, Wrong(why.wrong, why.mend, {name: str(one) for name, one in why.values.items()}))
            return None

    def network(self, named: NamedPage | None) -> str:
        """The page's network: by its link, else by the column; both must agree."""
        network = self.read(Column.NETWORK, _network_of)
        if named is None:
            return network
        if network and network != named.network:
            wrong = _("The link leads to another network than the one named here.")
            self._refuse(Column.NETWORK, Wrong(wrong, _("Mend the one that is wrong.")))
        return named.network

    def page_id(self, named: NamedPage | None, network: str) -> str:
        """The page's id: as written, or from the link; both must agree."""
        text, in_link = self.read(Column.PAGE_ID, values.code_of).removesuffix(".0"), named.external_id if named else ""
        if not text:
            return in_link
        if not network:
            if not self.said(Column.LINK) and not self.said(Column.NETWORK):
                wrong = _("There is an id but no link: nobody can tell in which network.")
                self._refuse(Column.LINK, Wrong(wrong, _("Enter the address of the page.")))
            return ""
        if not (found := page_id_in(network, text)):
            wrong = _("The page's network has no such ids.")
            self._refuse(Column.PAGE_ID, Wrong(wrong, _("Mend the id, or the link that leads to another network.")))
            return ""
        if in_link and found != in_link:
            wrong = _("The id and the link name different pages: the link says %(id)s.")
            self._refuse(Column.PAGE_ID, Wrong(wrong, _("Mend the one that is wrong."), {"id": in_link}))
        return found

    def find_contradictions(self, row: RegisterRow) -> None:
        """What a row says of a page although it has none, or why there is none although there is one."""
        has_page = bool(self.said(Column.LINK) or self.said(Column.PAGE_ID))
        if has_page and self.said(Column.EXEMPTION):
            wrong = _("The row has a page and also says why there is none.")
            self._refuse(Column.EXEMPTION, Wrong(wrong, _("Keep one of them.")))
        elif not self.said(Column.EXEMPTION) and any(self.said(column) for column in OF_EXEMPTION):
            wrong = _("The row tells by what there is no page but not why.")
            self._refuse(Column.EXEMPTION, Wrong(wrong, _("Enter the reason, or empty these cells.")))
        if row.head_post and not row.head_name:
            wrong = _("There is a post without a name.")
            self._refuse(Column.HEAD_POST, Wrong(wrong, _("Write who heads it, or empty the post.")))
        if row.exempt_since and row.exempt_until and row.exempt_until < row.exempt_since:
            wrong = _("It ends before it begins.")
            self._refuse(Column.EXEMPTION_UNTIL, Wrong(wrong, _("Mend one of the two days.")))
        if not has_page and any(self.said(column) for column in OF_PAGE):
            wrong = _("The row tells of a page but does not say which one.")
            self._refuse(Column.LINK, Wrong(wrong, _("Enter the address of the page.")))

    def _refuse(self, column: Column, wrong: Wrong) -> None:
        self.faults.append(
            RowFault(self._number, column, self.said(column), wrong.reason, wrong.mend, dict(wrong.values))
        )


def _network_of(text: str) -> str:
    """The network of a name that people call it by; empty where nothing is said."""
    if not text:
        return ""
    if not (network := network_called(text)):
        names = ", ".join(look.short_name for look in list_networks())
        raise Wrong(_("We know no such network."), _("Networks are: %(names)s."), {"names": names})
    return network
