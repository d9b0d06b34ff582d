"""The columns of an export of cases: what they are usually called, and hold."""

from enum import StrEnum
from types import MappingProxyType

from otklik.integrations.register.columns import ColumnForm
from otklik.shared.words import marked as _


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


def case_title_of(column: CaseColumn) -> str:
    """The usual head of a column."""
    return CASE_FORMS[column].title
