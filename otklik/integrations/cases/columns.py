"""The columns of an export of cases: what they hold, are usually called, and which head of a table is which.

The mapping that was saved comes first, then the usual heads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from otklik.integrations.errors import CaseColumnsMissing, NoCaseHeadings
from otklik.integrations.register.columns import WHY_REFUSED, ColumnForm
from otklik.integrations.register.headings import head_key
from otklik.shared.words import marked as _

_ENOUGH = 3


class CaseColumn(StrEnum):
    """A column of an export of cases."""

    NUMBER = "number"
    STATUS = "status"
    DATE = "date"
    EXECUTOR = "executor"
    TEXT = "text"
    DIRECTION = "direction"
    GROUP = "group"
    SUBTOPIC = "subtopic"
    KIND = "kind"
    SPAM = "spam"
    SOURCE = "source"
    LINK = "link"
    ADDRESS = "address"
    ANSWER = "answer"
    ANSWERED_ON = "answered_on"
    CLOSED_ON = "closed_on"
    UNTIL = "until"
    RESULT = "result"


CASE_FORMS = MappingProxyType({
    CaseColumn.NUMBER: ColumnForm(
        "номер в источнике", _("by it a case is known again; up to 60 characters"),
        ("номер", "№", "id", "ид", "номер обращения", "номер инцидента", "id инцидента", "номер сообщения",
         "id сообщения", "№ обращения", "id обращения", "регистрационный номер"),
        is_required=True,
    ),
    CaseColumn.STATUS: ColumnForm(
        "статус", _("where the case stands there; which word means what can be set"),
        ("статус обращения", "статус инцидента", "состояние", "статус сообщения", "статус обработки"),
        is_required=True,
    ),
    CaseColumn.DATE: ColumnForm(
        "дата", _("when it was noticed: 31.12.2026 or 31.12.2026 14:05; the clocks begin then"),
        ("дата создания", "дата регистрации", "дата поступления", "дата публикации", "дата сообщения", "создано",
         "дата и время", "дата обращения", "дата инцидента", "поступило"),
        is_required=True,
    ),
    CaseColumn.EXECUTOR: ColumnForm(
        "исполнитель", _("the body that answers: its full or short name, or its ОГРН"),
        ("ответственный", "ответственный исполнитель", "орган", "организация", "ведомство", "омсу", "исполнитель омсу"),
    ),
    CaseColumn.TEXT: ColumnForm(
        "текст", _("what the resident wrote"),
        ("текст обращения", "текст сообщения", "сообщение", "содержание", "описание", "текст инцидента",
         "суть обращения", "описание проблемы"),
    ),
    CaseColumn.DIRECTION: ColumnForm("направление", _("a group of topics"), ("сфера", "раздел", "категория")),
    CaseColumn.GROUP: ColumnForm("группа", _("a group of topics"), ("группа тем", "тема", "группа темы")),
    CaseColumn.SUBTOPIC: ColumnForm("подтема", _("the topic itself"), ("факт", "подкатегория", "вопрос темы")),
    CaseColumn.KIND: ColumnForm(
        "тип", _("problem, question, proposal or thanks, in Russian"),
        ("тип обращения", "тип сообщения", "вид", "вид обращения", "тип инцидента"),
    ),
    CaseColumn.SPAM: ColumnForm("спам", _("да: the case is declined"), ("это спам", "признак спама")),
    CaseColumn.SOURCE: ColumnForm(
        "источник", _("where it was said; stands in the history"),
        ("источник сообщения", "соцсеть", "социальная сеть", "площадка", "канал"),
    ),
    CaseColumn.LINK: ColumnForm(
        "ссылка", _("address of the message; one that we have already is not opened twice"),
        ("ссылка на сообщение", "ссылка на источник", "url", "ссылка на обращение", "ссылка на комментарий"),
    ),
    CaseColumn.ADDRESS: ColumnForm(
        "адрес", _("what place it is about"), ("место", "адрес проблемы", "адрес инцидента", "местоположение")
    ),
    CaseColumn.ANSWER: ColumnForm(
        "ответ", _("the answer that was given there"),
        ("текст ответа", "ответ заявителю", "ответ исполнителя", "опубликованный ответ"),
    ),
    CaseColumn.ANSWERED_ON: ColumnForm(
        "дата ответа", _("when it was answered there"), ("отвечено", "дата публикации ответа", "дата первого ответа")
    ),
    CaseColumn.CLOSED_ON: ColumnForm("дата закрытия", _("when it was closed there"), ("закрыто", "дата завершения")),
    CaseColumn.UNTIL: ColumnForm(
        "отложено до", _("until when it is put off, or by when more was promised"),
        ("срок", "плановая дата", "дата отложенного ответа", "отложена до", "срок решения", "плановый срок"),
    ),
    CaseColumn.RESULT: ColumnForm(
        "результат", _("how it ended: решено, обещано, разъяснено, отказано or передано"),
        ("итог", "результат рассмотрения", "решение", "результат работы"),
    ),
})  # fmt: skip

REQUIRED = tuple(column for column, form in CASE_FORMS.items() if form.is_required)
_KNOWN = {head_key(text): column for column, form in CASE_FORMS.items() for text in (form.title, *form.also)}


def case_title_of(column: CaseColumn) -> str:
    """The usual head of a column."""
    return CASE_FORMS[column].title


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
