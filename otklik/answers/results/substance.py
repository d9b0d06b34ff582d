"""What an answer holds in substance: evidence, a date, something done; or a refusal, or that it was passed on.

Plain decisions over words. A photo or a concrete day is evidence; what was done stands in the past tense. It misses
wordings that nobody thought of, so it never decides alone: a person may say another outcome, and what looks like a
formal reply goes to the coordinator's sample, nowhere else. There a wrong guess costs a person's time, so whoever says
«замерили и убавили» is believed, whatever the verb; what is done with a letter («направили», «внесли в план») is
nothing done, nor is talk («связались с УК», «провели беседу») without what came of it, nor what the resident did («вы
писали»).
"""

import re
from dataclasses import dataclass
from typing import Final

from otklik.appeals.states import Outcome
from otklik.shared.lemmas import lemma, readings, words_in
from otklik.shared.patterns import compile_late
from otklik.triage.kinds import PROBLEM, PROPOSAL

_MONTHS: Final = r"январ|феврал|март|апрел|ма[яйею]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
_DATE = compile_late(
    rf"\b\d{{1,2}}[.:/]\d{{2}}\b|\b\d{{1,2}}(?:-?го)?\s+(?:{_MONTHS})|\b(?:сегодня|завтра|послезавтра|вчера)\b"
    rf"|\b(?:понедельник|вторник|сред[уыа]|четверг|пятниц|суббот|воскресень)|\b(?:в|до|к)(?:\s+конца?)?\s+(?:{_MONTHS})"
    r"|\bв течение\s+(?:\d+|двух|тр[её]х|пяти|дня|суток|недели|месяца)"
    r"|\b(?:сегодняшн|завтрашн|вчерашн)\w+|\b(?:до|к|в)\s+конц[ауе]\s+(?:\w+\s+)?(?:недели|месяца|квартала|года)"
    r"|\b(?:эт|следующ|будущ|прошл)\w+\s+(?:недел|месяц|год)\w*",
    re.IGNORECASE,
)
_DAY: Final = (
    rf"(?:\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}}(?:-?го)?\s(?:{_MONTHS})\w{{0,3}}(?:\s\d{{4}})?)"
    r"(?:\s?г(?:ода|\.)?)?"
)
_NUMBER: Final = r"(?:№|\bN)\s?\d[\w/-]{0,20}"
_OF_PAPER = compile_late(
    r"\b(?:закон|фз\b|кодекс|постановлени|приказ|распоряжени|решени|указ|правил|регламент|поряд[ко]|положени|договор"
    r"|контракт|соглашени|предписани|письм|обращени|заявлени|заявк|сообщени|жалоб|запрос)[^!?;\n]{0,120}?\bот\s"
    rf"{_DAY}(?:,?\s?{_NUMBER})?|{_DAY},?\s?{_NUMBER}|{_NUMBER}(?:\sот\s{_DAY})?"
    r"|\b(?:ст|п|пп|ч|стать\w{1,3}|пункт\w{0,3}|част\w{1,3}|раздел\w{0,3}|сп|снип|санпин|гост)\b\.?\s?(?:р\s)?"
    r"\d[\d.–-]{0,20}",
    re.IGNORECASE,
)
"""The day of a law, a contract or a letter, and numbers of clauses: «от 02.05.2006 № 59-ФЗ», «п. 3.12»."""
_TO_COME = compile_late(
    r"\b(?:до|к|не позднее)\s(?:конца\s)?\d"
    rf"|\b(?:до|к)\s(?:конц|понедельник|вторник|сред|четверг|пятниц|суббот|воскресень|{_MONTHS})"
    r"|\bв течение\b|\b(?:после)?завтра|\b(?:следующ|будущ)\w{1,3}\s(?:недел|месяц|год|сезон)"
    r"|\bбуд(?:ет|ут)\b|\bпланиру\w+|\b(?:за)?планирован\w*|\bнамеч\w+|\bпредусмотрен\w*|\bдолж(?:ен|н[аоы])\b|\bожида\w+"
    r"|\bобяза\w+|\bобеща\w+|\bсрок\w*\s(?:выполнения|исполнения|окончания|завершения|устранения|работ|ремонта)",
    re.IGNORECASE,
)
"""What is told of a day that has not come."""
_WILL_BE = compile_late(
    r"\b(?:буд(?:ет|ут)|должн[аоы]\sбыть|должен\sбыть|планируе\w+|чтобы|после того,? как|когда|если)\s"
    r"(?:[\w-]+\s){0,6}?\w+(?:н|т|ен|ён)[аоы]?\b",
    re.IGNORECASE,
)
"""«Будет отремонтирована»: a deed by its ending, to be done."""
_SENTENCES = compile_late(r"[.!?;\n]+(?:\s+|$)")
_CLAUSES = compile_late(r",\s|\s(?:а|но|и)\s")
_PHOTO = compile_late(
    r"\b(?:фото\w*|видео\w*|снимк\w+|во вложении|прилагаем\w*|прикрепля\w+)\b|https?://", re.IGNORECASE
)
_DONE: Final = (
    "убра|почист|очист|расчист|отремонтирова|замен|устран|почин|включи|восстанов|покрас|вывез|засыпа|обработа|установ"
    "|подключ|провед|выполн|исправ|спил|помы|вымы|отогре|посыпа|привез|выда|начисл|пересчита|закры|открыт|перенес"
    "|перенёс|добав|организова|огранич|сдела|ликвидирова|демонтирова|смонтирова|отрегулирова|постро|отсыпа|залата"
    "|скос|подстриг|обрез|обогре|прочист|промы|сн[её]с|списа|верну|запусти|внес|внёс|наказа|оштрафова"
)
_PAST: Final = (
    "ли|л|ла|ло|н|на|но|ны|нен[аоы]?|ен[аоы]?|ён|лен[аоы]?|щен[аоы]?|т|та|то|ты|тили|или|ила|ил|ело|ены|ели|ёл"
)
_ACTION = compile_late(rf"\b(?:{_DONE})(?:{_PAST})\b", re.IGNORECASE)
_REFUSAL = compile_late(
    r"\b(?:отказан\w*|отказыва\w+|не представляется возможн\w+|нет возможности|не предусмотрен\w*|нет оснований"
    r"|не подлеж\w+|не планиру\w+|не мож(?:ем|ет быть)|не выявлен\w*|не подтвердил\w+|отсутствуют основания)\b",
    re.IGNORECASE,
)
_PASSED = compile_late(
    r"\b(?:передан\w*|передали|перенаправ\w+|переадресов\w+|направлен[аоы]?|направили)\s+(?:\w+\s+){0,3}"
    r"(?:в|на|для|по)\b|\bне относится к\b|\bне в (?:нашей )?компетенции\b",
    re.IGNORECASE,
)
_ON_PAPER = compile_late(
    r"\b(?:взяли|поставили)\s+(?:\w+\s+){0,3}?"
    r"(?:(?:на|под)\s+(?:\w+\s+)?(?:контрол|уч[её]т|заметк|карандаш)\w*|в\s+(?:\w+\s+)?(?:работу\b|проработк\w+))"
    r"|\b(?:(?:вн|зан)ес(?:ли|[её]н[аоы]?)|включ(?:или|[её]н[аоы]?)|добав(?:или|лен[аоы]?))(?!\s+изменени)"
    r"\s+(?:\w+\s+){0,3}?в\s+(?:\w+\s+){0,2}?(?:план|переч|списо?к|график|программ|реестр)\w{0,3}\b"
    r"|\b(?:дали|выдали|подготовили|составили|оформили|создали|открыли|завели|отправили|нашли)\s+(?:\w+\s+){0,2}?"
    r"(?:поручени|разъяснени|рекомендаци|заявк|обращени|сообщени|запрос|карточк|ответ[аы]?\b)\w*"
    r"|\bпроч(?:ита)?ли\s+(?:\w+\s+){0,2}?(?:обращени|комментари|сообщени|письм|вопрос)\w*(?=\s*(?:[.,;!?]|$)|\s+и\b)"
    r"|\bдоставили\s+(?:\w+\s+){0,2}?неудобств\w*",
    re.IGNORECASE,
)
"""Verbs that are deeds elsewhere: «внесли в план», but «внесли изменения в расписание»."""
_TALK: Final = (
    r"(?:бесед|разговор|встреч|совещани|пла[нё]?[её]рк|собрани|переговор|консультаци|обсуждени"
    r"|при[её]м\w*\s+(?:граждан|жител|населени)|(?:разъяснительн|профилактическ|воспитательн)\w+\s+работ)\w*"
)
_IN_TALK = compile_late(
    rf"\bпров(?:ели|ед[её]н[аоы]?|[её]л|ела)\s+(?:[\w«»№]+\s+){{0,4}}?{_TALK}"
    rf"|\b{_TALK}\s+(?:\w+\s+){{0,4}}?пров(?:ели|ед[её]н[аоы]?|[её]л|ела)\b",
    re.IGNORECASE,
)
"""«Провели» is a deed elsewhere: «провели опрессовку»."""
_RESULT = compile_late(
    r"\b(?:свет|вод[аы]|тепло|отопление|газ|электричество|лифты?|ламп[аы]|фонар[ьи]|светофор|домофон|интернет|связь)\s+"
    r"(?:в\s+\w+\s+)?(?:(?:снова|опять|вновь|уже|теперь)\s+)?"
    r"(?:есть|работа(?:ет|ют)|гор(?:ит|ят)|светит|ид[её]т|теч[её]т)\b"
    r"|\bбатаре[яи]\s+(?:(?:снова|уже|теперь)\s+)?(?:т[её]пл|горяч)\w+"
    r"|\b(?:снова|опять|вновь)\s+(?:работа(?:ет|ют)|открыт[аоы]?)\b"
    r"|\b(?:снова|вновь|уже|теперь)\s+(?:гор(?:ит|ят)|светит|ход(?:ит|ят)|ед(?:ет|ут)|есть)\b",
    re.IGNORECASE,
)
"""How it is now: «лифт снова работает», «свет есть»."""
_OF_RESIDENT = compile_late(
    r"\b(?:спасибо|благодар\w+|жаль|сожале\w+)(?:\s+\w+){0,4}?,?\s+что(?:\s+(?!мы\b)\w+){0,3}?\s+\w+ли(?:сь)?\b"
    r"|\bвы(?:\s+(?!мы\b|и\b)\w+){0,3}?\s+\w+ли(?:сь)?\b(?:\s+и\s+\w+ли(?:сь)?\b)?",
    re.IGNORECASE,
)
"""What the resident did, not we: «вы уже писали», «спасибо, что сообщили»."""
_PAPERWORK = compile_late(
    "переда|перенаправ|переадрес|направ|получ|приня|принима|рассм|изуч|зарегистр|учест|учитыв|довест|доводи|сообщ"
    "|уведом|информир|проинформир|написа|писа|ответ|отвеч|услыш|слыш|поня|понима|ознаком|поблагодар|благодар"
    "|запрос|запраш|обрат|обращ|спрос|спраш|задать|задава|просить|попрос|указ|отмет|отмеч|быть|стать|мочь|хотеть"
    "|реш|обеща|пообеща|поруч|зафиксир|фиксир|разъясн|поясн|уточн|увиде|виде|столкн|сталк|остать"
    "|(?:по|со|об|до|пере)?звон|связаться|связываться|созвани|встретиться|встречаться|(?:по|пере|про)?говор|догов[ао]р"
    "|(?:по)?бесед|обсу[дж]|(?:по)?общаться|(?:про)?консультир|(?:по)?рекоменд|(?:по)?советовать|напом|предупре"
    "|(?:по)?требовать|объясн|рассказ|(?:у|за)верить|извин"
)
"""How verbs begin of what is done with a letter, of talk, and those that say nothing of the matter."""
NEGATIVE: Final = frozenset(
    {Outcome.REFUSED, Outcome.NO_CLARIFICATION, Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.PASSED_ON}
)
"""After these nobody is asked for a mark."""
_MUST_DO = (PROBLEM, PROPOSAL)
"""Kinds of message that ask for something to be done; a question is answered by words."""


@dataclass(frozen=True, slots=True)
class Substance:
    """What stands in an answer."""

    has_evidence: bool
    has_date: bool
    """A day on which something was done or is; no law's, and none that is to come."""
    has_promise: bool
    """A day until which something will be done."""
    has_action: bool
    is_refusal: bool
    is_passed_on: bool
    has_deed: bool
    """Somebody did something, whatever it was: «замерили», «объявили замечание». Too weak to call a case solved."""

    @property
    def is_empty(self) -> bool:
        """Neither evidence nor a date nor anything done."""
        return not (self.has_evidence or self.has_date or self.has_promise or self.has_action or self.has_deed)


def read_substance(text: str) -> Substance:
    """What the words of an answer hold."""
    done = _WILL_BE.sub(" ", _OF_RESIDENT.sub(" ", _IN_TALK.sub(" ", _ON_PAPER.sub(" ", text))))
    is_to_come = [
        _is_to_come(clause) or (_is_to_come(sentence) and not _tells_of_deed(sentence))
        for sentence in _SENTENCES.split(_OF_PAPER.sub(" ", text))
        for clause in _CLAUSES.split(sentence)
        if _DATE.search(clause)
    ]
    return Substance(
        has_evidence=_PHOTO.search(text) is not None,
        has_date=not all(is_to_come),
        has_promise=any(is_to_come),
        has_action=_ACTION.search(done) is not None,
        is_refusal=_REFUSAL.search(text) is not None,
        is_passed_on=_PASSED.search(text) is not None,
        has_deed=any(map(_is_deed, words_in(done))) or _RESULT.search(text) is not None,
    )


def _is_to_come(words: str) -> bool:
    """Whether it is told of a day that has not come: by a verb in the future or by words for it."""
    if _TO_COME.search(words):
        return True
    return any(one.is_known and one.has("futr") for word in words_in(words) for one in readings(word))


def _tells_of_deed(sentence: str) -> bool:
    return _ACTION.search(_WILL_BE.sub(" ", sentence)) is not None or any(map(_is_deed, words_in(sentence)))


def _is_deed(word: str) -> bool:
    """«Мы сделали»: a verb in the past, of many, that is no paperwork."""
    best = next(iter(readings(word)), None) if word.endswith(("ли", "лись")) else None
    is_past = best is not None and best.is_known and best.has("VERB") and best.has("past") and best.has("plur")
    return is_past and _PAPERWORK.match(lemma(word)) is None


def propose_outcome(substance: Substance) -> Outcome:
    """How a case with this final answer ended, until a person says otherwise."""
    if substance.has_action and (substance.has_evidence or substance.has_date):
        return Outcome.SOLVED
    if substance.has_action:
        return Outcome.PROMISED if substance.has_promise else Outcome.EXPLAINED
    if substance.is_refusal:
        return Outcome.REFUSED
    if substance.is_passed_on:
        return Outcome.PASSED_ON
    return Outcome.PROMISED if substance.has_date or substance.has_promise else Outcome.EXPLAINED


def looks_formal(substance: Substance, *, kind: str) -> bool:
    """Whether an answer to something that had to be done says nothing: a person looks at a sample of these."""
    return kind in _MUST_DO and substance.is_empty and not substance.is_refusal
