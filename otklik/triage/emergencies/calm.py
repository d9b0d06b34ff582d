"""What makes the words of a danger none: it is over, it is denied, it is only feared, asked about or told of."""

import re
from typing import Final

from otklik.shared.patterns import compile_late
from otklik.triage.emergencies.hearing import Pattern
from otklik.triage.emergencies.senses import FIGURES, FIGURES_OF_DEATH, OTHER_SENSES
from otklik.triage.emergencies.signs import (
    CHILD_IN_DANGER,
    FIRE,
    FLOOD,
    GAS,
    LIVE_WIRE,
    OPEN_MANHOLE,
    OTHER,
    SELF_HARM,
)

_DONE: Final = r"(?:л|ла|ло|ли|лся|лась|лось|лись|н|на|но|ны|та|то|ты)\b"
_MENDED: Final = {
    GAS: (
        r"ничего не (?:нашли|обнаружили|выявили)|(?:устрани|почини|перекры|замени|отремонтирова|исправи|провери"
        rf"|ликвидирова|заглуши|отключи|почине|устране){_DONE}"
    ),
    FIRE: (
        rf"(?:потуши|затуши|ликвидирова|погаси|тушили|устрани|локализова|потуше|затуше|справи|обош|сгоре){_DONE}"
        r"|погас\b"
    ),
    FLOOD: (
        r"(?:устрани|почини|отремонтирова|перекры|замени|исправи|откача|завари|ликвидирова|устране|почине|высох"
        rf"|спа|уш|просуши){_DONE}"
    ),
    OPEN_MANHOLE: (
        r"(?:закры|накры|постави|установи|завари|замени|почини|вернули|положи|огороди|устрани|закопа|засыпа"
        rf"|исправи|задела|верну|установле|поставле){_DONE}"
    ),
    LIVE_WIRE: (
        r"(?:почини|убра|восстанови|изолирова|заизолирова|натяну|замени|закры|устрани|отремонтирова|исправи|подня"
        rf"|подвяза|обесточи|устране){_DONE}"
    ),
    SELF_HARM: rf"(?:спас|отговори|уговори|сня|вытащи|откача|передума){_DONE}|жив\w* и здоров",
    CHILD_IN_DANGER: rf"(?:наш|спас|верну|вытащи|найде|освободи|отыска|забра|обош){_DONE}|нашелся|жив\w* и здоров",
    OTHER: (
        r"(?:доста|устрани|почини|наш|спас|верну|вытащи|освободи|отлови|убра|приеха|помог|откача|расчисти|распили"
        rf"|отремонтирова|убре|обош|исправи){_DONE}"
    ),
}
_OVER: Final = {
    about: Pattern(rf"\b(?:{words}|обошлось|все ~1 (?:хорошо|в порядке|нормально|живы|целы)|ложн\w+|не подтвердил\w*)")
    for about, words in _MENDED.items()
}
_NOT_YET = Pattern(
    r"\b(?:не|никто|никто не|когда|так и не|пока не|чтобы|просим|прошу|надо|нужно|пусть|ни кто|нету"
    r"|нет)(?: \w+){0,2} $"
)
_AGAIN = Pattern(
    r"\b(?:опять|снова|вновь|до сих пор|продолжа\w+|все еще|по прежнему|повторно|второй раз|бесполезно"
    r"|толку нет|толку ноль|а толку|с тех пор|кажд\w+ (?:день|вечер|ночь|утро|раз)|постоянно|не прекраща\w+"
    r"|начал[аи]? \w+ть)\b"
)
_HIDDEN: Final = "…"
"""Stands for each letter of the danger's words, which calm nothing themselves: «нашли снаряд»."""
_INSTEAD: Final = (
    r"(?:(?:там|тут|здесь|на (?:этом|том|его|ее) месте|стоит|стоят) )?(?:пуст\w+|вырубк\w*|плитк\w*|асфальт\w*|газон\w*"
    r"|клумб\w*|мусор\w*|торгов\w+|магазин\w*|парк\w*|сквер\w*|стоянк\w*|нов\w+|тихо|спокойно|чисто|сухо|порядок"
    r"|плесен\w*|(?:все )?(?:хорошо|нормально|в порядке))"
)
"""«Теперь там пустырь», told after the danger, is not the danger's now; anything else may be: «сегодня ещё сильнее»."""
_NOW = Pattern(
    r"(?:\b(?:однако|(?:а|но|и вот) (?:сейчас|сегодня|теперь)|помогите|срочно|уже ~1 (?:час|сутк|день|недел)\w*)"
    rf"|,\s*но|\b(?:сейчас|сегодня|теперь)(?=[^{_HIDDEN}]*{_HIDDEN}|(?! (?:{_INSTEAD}))))\b"
)
_NOW_INSIDE = Pattern(r"\b(?:сейчас|сегодня|теперь)\b")
_NO_BEFORE = Pattern(
    r"\b(?:(?<!чуть\s)(?<!едва\s)не|нет|без|ни|никак\w+|никто не|не было|не будет|нет никак\w+|отсутств\w+"
    r"|не чувству\w+|не обнаруж\w+|не выяв\w+|не замет\w+|не слыш\w+|не ощущ\w+|после)(?: (?:никак\w+|больше"
    r"|уже|сильн\w+|ни|был\w*))? $"
)
_NO_AFTER = Pattern(
    r"^\s(?:\w+\s)?(?:нет|нету|не было|не обнаруж\w+|не выяв\w+|не подтвер\w+|отсутств\w+|не замеч\w+"
    r"|не наш\w+|больше нет|не чувству\w+|исчез\w*)\b"
)
_SAID_WITHOUT_NO: Final = frozenset([GAS, FIRE, FLOOD])
"""Their words hold no «не» of their own: «газом у нас не пахнет»."""
_NO_INSIDE = Pattern(r" (?:не|нет|без|никто) ")
_PAST = Pattern(
    r"\b(?:в прошл\w+ (?:год|месяц|раз|зим|лет|сезон)\w*|(?:прошл|позапрошл)\w+ (?:зим\w+|осен\w+|весн\w+"
    r"|лет\w+|недел\w+|год\w*)|(?:год\w*|лет|месяц\w*|недел\w+|дн\w+) ~1 назад|когда то|раньше"
    r"|в (?:19|20)\d\d|в \d\d (?:м )?год\w*|в детстве|помн\w+|вспомин\w+|было дело|в девяност\w+|в советск\w+"
    r"|(?:еще|был\w*) ~1 (?:весной|летом|осенью|зимой|в (?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре"
    r"|октябре|ноябре|декабре))|(?:прошл|позапрошл)\w+ ~1 (?:весной|летом|осенью|зимой|вод\w+)"
    r"|однажды|годовщин\w*|была история|история про|(?<!не\s)бывал\w*|тем летом|той зимой|в те годы)\b"
)
_LASTING: Final = frozenset([OPEN_MANHOLE, LIVE_WIRE])
"""What happened long ago is there still: «месяц назад украли крышку»."""
_WAS = Pattern(r"\b(?:был|была|было|были)\b")
_SUPPOSED = Pattern(
    r"\b(?:а вдруг|что ?бы не|во избеж\w+|в случа\w+|на случай|не дай бог|не дожида\w+|пока не|пока (?:кто"
    r"|кого)\w*|когда (?:кто|кого) ?(?:нибудь|то)?|рано или поздно|жд[её]те ~3 (?:когда|пока|чтоб\w*)"
    r"|жд[её]м ~3 (?:когда|пока|чтоб\w*)|ждать ~3 (?:когда|пока|чтоб\w*)|нужно чтоб\w*|должно случ\w+"
    r"|при (?:пожар|утечк|запах|угроз|возник|обнаруж|обрыв|павод|эвак|возгор)\w*|как (?:вести|действовать"
    r"|защит|обезоп|не допуст|избежать"
    r"|правильно)\w*|правила|памятк\w+|инструкт\w+|инструкци\w+|(?<!не\s)учени[яей]\w*|тренировочн\w+|учебн\w+"
    r"|профилакти\w+|предупрежд\w+|предотвра\w+|защит\w+ от|страховани\w+|застрахов\w+|готов\w+ к"
    r"|подготовк\w+|план\w* ~2 (?:эвакуаци|павод)\w*|гипотетич\w+|представьте|могли бы|могло бы"
    r"|мог бы|могла бы)\b"
)
_IF = Pattern(r"\bесли\b")
"""«Если опять откажут, выйду в окно» is no supposition."""
_RIGHT_NOW = Pattern(r"\b(?:прямо сейчас|помогите|срочно)\b")
"""«Куда звонить, если прямо сейчас пахнет газом» is none either."""
_TOLD = Pattern(
    r"\b(?:новост(?!ро)\w+|по телевиз\w+|по телеку|в интернет\w*|писали|читал\w*|прочита\w+|фильм\w*|сериал\w*"
    r"|кино|песн\w+|лекци\w+|уроки? (?:обж|безоп\w+)|на урок\w* (?:расск|показ)\w+|вечн\w+ огонь"
    r"|вечного огня|погибш\w+|памяти|поздравл\w+|с днем|экскурси\w+|игра\b|игры\b"
    r"|бесед\w+|классн\w+ час|квест\w*|анекдот\w*|конкурс\w*|соревновани\w+|шутк\w+|стих\w*|в москве"
    r"|в другом городе|в соседнем городе|в сша|в германии|статисти\w+|отчет\w*|статью|статья|подозрева\w+"
    r"|суд\b|приговор\w*|следствен\w+|сказк\w+|репортаж\w*|показывали)\b"
)
_THANKS = Pattern(
    r"\b(?:спасибо|благодар\w+|молодц\w+|низкий поклон) ~3 (?:пожарн|мчс|газов|энергет|аварий|ремонтн|слесар"
    r"|механик|спасател"
    r"|врач|служб|всем|мастер|бригад|за (?:оператив|быстр|помощь|спас|ремонт|реакц|что|то|труд|работ|убран"
    r"|провер|потуш|почин))\w*"
)
_AHEAD = Pattern(r"\b(?:заранее|помогите|прошу|просим|примите|приезжайте|срочно)\b")
_OTHERWISE: Final = {about: Pattern(rf"\b(?:{words})") for about, words in OTHER_SENSES.items()}
_FIGURE = Pattern(rf"\b(?:{FIGURES})")
_FIGURE_OF_DEATH = Pattern(rf"\b(?:{FIGURES_OF_DEATH})")
_LATE = r"опазд\w+|опозд\w+|задерж\w+"
_COMES = (
    r"автобус\w*|маршрутк\w*|электричк\w*|трамва\w*|троллейбус\w*|поезд(?:а|ом)?\b|такси|пенси\w*|зарплат\w*"
    r"|выплат\w*|пособи\w*|почт\w*|посылк\w*|урок\w*|прием\w*"
)
_EVERYDAY = Pattern(
    rf"\b(?:(?:{_COMES}) ~3 (?:{_LATE})|(?:{_LATE}) ~2 (?:{_COMES})"
    r"|(?:упал[аи]?|поскользн\w+|споткн\w+) ~5 (?:лед|льду|гололед\w*|скользк\w+|плитк\w+|бордюр\w*|ступен\w+|крыльц\w+"
    r"|тротуар\w*|остановк\w+|дорожк\w+|магазин\w*|подъезд\w*)"
    r"|(?:гололед\w*|лед|скользко) ~4 (?:упал[аи]?|поскользн\w+))\b"
)
"""Late buses and pensions; a fall that hurt somebody who is up again. It is urgent enough without an alarm."""
_GRAVE = Pattern(
    r"\b(?:не (?:вста|дыш|двиг|шевел|реагир|отвеч|подним|может встать|приходит|чувств)\w*|леж[иа]\w+"
    r"|сознани\w*|кров\w*|стон\w+"
    r"|крич\w+|скор\w+ ~2 не|помогите|под лед|на льдин\w*|застря\w+|запер\w+|захлопн\w+|голов\w+|судорог\w*|рельс\w*"
    r"|провод\w*|люк\w*|колод\w+|вод[уе]|реч?к\w+|рек[аеиу]|пруд\w*|яму|крыш\w*|этаж\w*|балкон\w*"
    r"|высот\w*|из окна|на (?:нее|него|них)"
    r"|проруб\w*|полын\w*|рыбак\w*|один|одна|одни|замерз\w*|мороз\w*|тормоз\w*|дым\w*|пьян\w*"
    r"|без (?:лекарств|инсулин)\w*)\b"
)
_LAMP: Final = r"свет|ламп\w*|фонар\w*|освещение|подсветка|светильник\w*"
_UNLIT: Final = r"не гор(?:ит|ят|ел[аи]?)"
_DARK_LAMP = Pattern(rf"\b(?:{_UNLIT} ~3 (?:{_LAMP})|(?:{_LAMP}) ~2 {_UNLIT})\b")
_BROKEN_LAMP: Final = "ни рабатаит лампа"
"""«Не работает лампа», as it sounds."""
_SENTENCE = compile_late(r"[.!?\n]+")
_THOUGHT = compile_late(r"[.!?\n,;:–—]")


def is_calm(text: str, match: re.Match[str], *, about: str) -> bool:
    """Whether the words of a danger, found in a text as it sounds, tell of none that is here and now."""
    start, end = _sentence_of(text, match)
    said = text[start:end]
    hidden = _HIDDEN * len(match[0])
    nearby = text[_before(text, start) : match.start()] + hidden + text[match.end() : _after(text, end)]
    return (
        _is_denied(text, match, about=about, start=start)
        or _OTHERWISE[about].search(said) is not None
        or _is_only_told(text[start : match.end()], said, about=about)
        or (
            _NOW_INSIDE.search(match[0]) is None
            and (
                _is_over(nearby, about=about)
                or _is_past(text[start : match.start()], hidden, text[match.end() : end], about=about)
            )
        )
    )


def is_everyday(text: str) -> bool:
    """Whether a text as it sounds tells of lateness or a fall, and of nothing graver; asked beside the model alone."""
    return _EVERYDAY.search(text) is not None and _GRAVE.search(text) is None


def call_dark_lamps_broken(text: str) -> str:
    """The same with «не горит свет», which sounds of fire to a model, told as a lamp that does not work."""
    return _DARK_LAMP.sub(lambda _: _BROKEN_LAMP, text)


def is_only_a_figure(text: str) -> bool:
    """Whether a text as it sounds is one thought with a figure of speech; asked beside the model alone."""
    return _THOUGHT.search(text.rstrip(" .!?\n")) is None and _FIGURE.search(text) is not None


def hide_figures(text: str, *, about: str) -> str:
    """A text of the same length without its figures of speech, so that what is told beside them is heard."""
    figures = _FIGURE_OF_DEATH if about == SELF_HARM else _FIGURE
    return figures.sub(lambda found: _HIDDEN * len(found[0]), text)


def _is_denied(text: str, match: re.Match[str], *, about: str, start: int) -> bool:
    if about == SELF_HARM:
        return False
    if about in _SAID_WITHOUT_NO and _NO_INSIDE.search(match[0]):
        return True
    if _NO_BEFORE.search(text[start : match.start()] + " ") or _NO_AFTER.search(" " + text[match.end() :].lstrip(" ")):
        return not match[0].startswith(("не", "нет", "без", "ни"))
    return False


def _is_over(nearby: str, *, about: str) -> bool:
    """Mended, found, put out, and nothing says that it came back."""
    done = [found for found in _OVER[about].finditer(nearby) if not _NOT_YET.search(nearby[: found.start()] + " ")]
    if _AGAIN.search(nearby):
        return False
    if done and not _NOW.search(nearby, done[-1].end()):
        return True
    return bool(_THANKS.search(nearby)) and not (_AHEAD.search(nearby) or _NOW.search(nearby))


def _is_only_told(so_far: str, said: str, *, about: str) -> bool:
    if about != SELF_HARM and _IF.search(so_far) and not _RIGHT_NOW.search(said):
        return True
    return _SUPPOSED.search(so_far + " ") is not None or _TOLD.search(said) is not None


def _is_past(before: str, hidden: str, after: str, *, about: str) -> bool:
    """Told of a day long gone, and nothing says that it is so now; a hole or a wire is there still unless it «was».

    Of self-harm only in the same breath: «в прошлом месяце отказали, я не хочу жить» is of today.
    """
    said = before + hidden + after
    if about in _LASTING and not _WAS.search(said):
        return False
    breath = before.rpartition(",")[2] + hidden + after.partition(",")[0] if about == SELF_HARM else said
    return _PAST.search(breath) is not None and not (_AGAIN.search(said) or _NOW.search(said))


def _sentence_of(text: str, match: re.Match[str]) -> tuple[int, int]:
    start = max((found.end() for found in _SENTENCE.finditer(text, 0, match.start())), default=0)
    found = _SENTENCE.search(text, match.end())
    return start, found.start() if found else len(text)


def _before(text: str, start: int) -> int:
    """Where the sentence before begins."""
    ends = [found.end() for found in _SENTENCE.finditer(text, 0, start)]
    return ends[-2] if len(ends) > 1 else 0


def _after(text: str, end: int) -> int:
    """Where the sentence after ends."""
    first = _SENTENCE.search(text, end)
    found = _SENTENCE.search(text, first.end()) if first else None
    return found.start() if found else len(text)
