"""What other systems call the standing of a case, in our words."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from otklik.appeals.states import Outcome
from otklik.integrations.register.headings import head_key
from otklik.shared.words import marked as _


class SourceStatus(StrEnum):
    """Where a case stands in the system that it came from."""

    NEW = "new"
    IN_WORK = "in_work"
    INTERIM = "interim"
    DEFERRED = "deferred"
    ANSWERED = "answered"
    CLOSED = "closed"
    CLOSED_DEFERRED = "closed_deferred"
    """«Закрыта с отложенным»: closed there, and the work is still to come. Counts as closed and as deferred."""
    DECLINED = "declined"


OVER_THERE = frozenset(
    {SourceStatus.ANSWERED, SourceStatus.CLOSED, SourceStatus.CLOSED_DEFERRED, SourceStatus.DECLINED}
)
DATED = frozenset({SourceStatus.INTERIM, SourceStatus.DEFERRED, SourceStatus.CLOSED_DEFERRED})
"""Where somebody waits for a day."""
STATUS_NAMES = MappingProxyType({
    SourceStatus.NEW: _("New"),
    SourceStatus.IN_WORK: _("In work"),
    SourceStatus.INTERIM: _("Answered for now"),
    SourceStatus.DEFERRED: _("Deferred"),
    SourceStatus.ANSWERED: _("Answered"),
    SourceStatus.CLOSED: _("Closed"),
    SourceStatus.CLOSED_DEFERRED: _("Closed, deferred"),
    SourceStatus.DECLINED: _("Declined"),
})  # fmt: skip

_USUAL = {
    SourceStatus.NEW: (
        "новый", "новая", "новое", "зарегистрировано", "зарегистрирована", "поступило", "не распределено",
        "распределено", "назначено", "назначена", "направлено исполнителю", "на модерации", "ожидает",
    ),
    SourceStatus.IN_WORK: (
        "в работе", "в обработке", "на исполнении", "принято в работу", "принята в работу", "на согласовании",
        "на доработке", "подготовка ответа", "исполняется", "переоткрыта", "переоткрыто", "возвращено в работу",
    ),
    SourceStatus.INTERIM: ("промежуточный ответ", "дан промежуточный ответ", "промежуточный"),
    SourceStatus.DEFERRED: ("отложена", "отложено", "отложен", "отложенный", "отложенное решение", "отсрочено"),
    SourceStatus.ANSWERED: (
        "дан ответ", "отвечено", "ответ опубликован", "ответ дан", "решение опубликовано", "есть ответ",
    ),
    SourceStatus.CLOSED: (
        "закрыт", "закрыта", "закрыто", "завершено", "завершена", "исполнено", "решено", "решена", "выполнено",
        "обработано", "обработана",
    ),
    SourceStatus.CLOSED_DEFERRED: (
        "закрыта с отложенным", "закрыто с отложенным", "закрыт с отложенным", "закрыта с отложенным решением",
        "закрыто с отложенным решением", "закрыта с отложенным сроком",
    ),
    SourceStatus.DECLINED: (
        "отклонено", "отклонена", "отклонен", "спам", "не относится", "удалено", "снято с контроля",
        "не требует ответа",
    ),
}  # fmt: skip
_STATUS_OF = {head_key(word): status for status, words in _USUAL.items() for word in words}
_RESULTS = {
    Outcome.SOLVED: ("решено", "решена", "выполнено", "устранено", "исполнено", "проблема решена"),
    Outcome.PROMISED: ("обещано", "запланировано", "включено в план", "отложенное решение", "отложено"),
    Outcome.EXPLAINED: ("разъяснено", "дано разъяснение", "даны разъяснения", "разъяснение", "консультация"),
    Outcome.REFUSED: ("отказано", "отказ", "не подтверждено", "не поддержано", "отклонено"),
    Outcome.PASSED_ON: ("передано", "перенаправлено", "направлено по компетенции", "не в компетенции"),
}
_OUTCOME_OF = {head_key(word): outcome for outcome, words in _RESULTS.items() for word in words}


def status_called(text: str, named: Mapping[str, str] | None = None) -> SourceStatus | None:
    """The status that a system calls so: by what was set for it, else by the usual words; None where nobody knows."""
    key = head_key(text)
    for word, status in (named or {}).items():
        if head_key(word) == key and status in list(SourceStatus):
            return SourceStatus(status)
    return _STATUS_OF.get(key)


def outcome_called(text: str) -> Outcome | None:
    """The outcome of a word for it; None where nobody knows."""
    return _OUTCOME_OF.get(head_key(text))
