"""What a message does not say: what happened, or where. A person asks the author, with one click.

Plain: it goes by what kind of message it is, whether a place was found, and by the words that are left when all is
taken out that tells nothing («примите меры», «сколько можно», «безобразие»).
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from otklik.personal_data.numbers.digits import has_digits
from otklik.shared.lemmas import is_thing, is_verb, lemma, lemmas
from otklik.shared.patterns import compile_late, compile_sign
from otklik.shared.text import fold, fold_with_places, fold_word
from otklik.triage.kinds import OPINION, PROBLEM, PROPOSAL, QUESTION, THANKS
from otklik.triage.missing_places import (
    is_place,
    is_town,
    is_village,
    names_route,
    names_the_only_one,
    says_landmark_or_house,
    says_place,
    without_places,
)
from otklik.triage.missing_words import AT_WHICH, ELSEWHERE, EMPTY, LOCAL, OF_A_HOUSE, PAID_FOR, TELLING

WHAT: Final = "what"
WHERE: Final = "where"

_WORD = compile_late(r"[а-я]+(?:-[а-я]+)*")
_JUDGES = compile_sign(
    r"\b(?:считаю|думаю|вер(?:ю|им|ит)|вр(?:ете|ут|ал\w*)|врань\w+|показух\w+|молодц\w+|красив\w+|хорош\w+"
    r"|нрав\w+|соглас\w+"
    r"|поддерж\w+|люблю|горж\w+|рад\w*|смешно|лучше|хуже|прав(?:ы|а|ильно)?|голосова\w+|выбор\w*|мнени\w+|имхо"
    r"|жаль|класс)\b"
)
"""Who writes so says what they think; nothing is to be asked."""
LOCAL_GROUPS: Final = frozenset(["roads", "housing", "waste", "improvement", "energy", "transport", "ecology"])
"""Groups of topics whose problems are somewhere."""

_GENERAL = compile_late(
    r"^[^.!?]{0,30}?\b(?:кто (?:у нас )?(?:глава|мэр|директор|депутат|главврач)"
    r"|сколько (?:\w+ )?(?:стоит|стоят|платить)"
    r"|можно ли|нельзя ли узнать|правда,? что|правда ли|верно ли|какой порядок|порядок какой|собираются ли|действует ли"
    r"|куда (?:\w+ )?(?:пожаловаться|жаловаться|звонить|(?:на)?писать|деть|девать)"
    r"|кто (?:был|знает|в курсе)|в каких случаях"
    r"|сколько (?:\w+ ){0,2}(?:будет|будут) (?:стоить|идти|длиться)|будет ли|будут ли|планируется ли|бывает ли"
    r"|(?:где|куда) (?:\w+ )?(?:можно|сдать|сдают|принимают|обратиться|получить|купить|узнать|посмотреть)"
    r"|(?:до|с) какого (?:числа|возраста|класса)|во сколько (?:начало|открыва|закрыва|начина)\w*|как (?:можно )?"
    r"(?:записаться|попасть|получить|оформить|узнать|позвонить|связаться|подать|устроить\w*))\b[^.!?]*\?"
)
"""Who asks so wants to know something that holds for all."""
_ASKS_FOR_NUMBER = compile_sign(
    r"\b(?:подскажите|скажите|дайте|напишите|какой)\b[^.!?]{0,25}\b(?:телефон|номер|адрес|часы|график|режим"
    r"|расписание|сайт)\b"
)

_THINKS = compile_sign(
    r"\b(?:как по мне|по[- ]моему|лично я|я лично|вот что я думаю|я считаю|считаю,? что|на мой взгляд|мо[её] мнение"
    r"|правильно (?:говор|сказа|дела)\w+|лучше бы|пусть (?:строят|делают|будет)|имхо|поддерживаю|я за\b|все разворовали"
    r"|разворова\w+|пора менять|вот честно|обещанного|ничего не (?:меняется|изменится|поменялось)"
    r"|(?:ничего|чему) (?:тут |уже |здесь )?удивл?\w+|привыкли уже|уже (?:все )?привыкли|как (?:всегда|обычно) через\b"
    r"|надо было раньше|раньше надо было|(?:теперь|уже) поздно|не вижу смысла|все (?:уже )?решено"
    r"|(?:у нас|тут|здесь) (?:всегда|все) (?:так|через)|(?:так|оно) и будет)"
)
"""So a feeling or an opinion begins: nobody is asked to go anywhere. A trouble told beside it stays a trouble."""
_ASKS_AFTER_THANKS = compile_sign(
    r"\b(?:почините|уберите|исправьте|верните|включите|сделайте|приезжайте|когда|не (?:приехал|пришел|приш[её]л"
    r"|работа|горит"
    r"|убра|едет|ходит|чист|вывез|топ|откры)\w*)\b|\b(?:а|но) (?:теперь|вот|когда)\b"
)
_ONLY_WISHES = compile_late(r"^\W*(?:да |уж |вот )?лучше бы [^.!?]{0,60}[.!?)\s]*$")
"""«Лучше бы дороги сделали»: what somebody thinks of something else."""
_CANNOT_CALL = compile_late(
    r"дозвон\w+|трубк\w{1,5} (?:\w{1,20} )?(?:не )?(?:бер|сним|брос)\w+|(?:бер|сним|брос)\w{1,9} трубк"
)
_ASKS_FOR_HOURS = compile_sign(r"\b(?:до|со?|во) скольки? (?:[а-я]+ )?(?:работа|открыва|закрыва|принима|открыт)")
_CALLS = compile_sign(
    r"\b(?:при(?:езжайте|едьте|мите)|сделайте|помогите|разберитесь|почините|уберите|решите|проверьте|посмотрите)\b"
)
_SAYS_NOTHING = compile_late(
    r"\b(?:со?|до|после|перед)\s(?:[а-я]+\s){0,2}праздник(?:ов|ами)\b"
    r"|\bкорм(?:ите|ят|или)\b(?:\s[а-я]+)?\sзавтраками"
)
"""«С праздников не вывозят»: since when, not what; «кормите завтраками»: promise."""
_CLAUSES = compile_late(r"[.!?;,()\n]+|\s(?:а|но|зато|хотя)\s")
_IS_DENIED = compile_late(r"\b(?:не|нет|ни|без)\b")
_DONE_ELSEWHERE = compile_sign(
    r"\b(?<!не )(?:(?:по|рас|вы)чист\w+|чистят|убра\w+|убирают|(?:от)?ремонтир\w+|сделал\w*|делают|заасфальтир\w+"
    r"|посыпа\w+|вывозят|вывезли|построил\w+|поставили|включили|дали)\b[^.!?]{0,25}?[\s,]"
    r"(?:а|но|зато)\s(?:(?:у|на|в|к|мимо)\s)?(?:нас|нам|наш[а-я]{0,3})\b"
)
"""«На Ленина почистили, а у нас нет»: the place named is not the one."""
_CALLED_FOR = compile_sign(
    r"\b(?:сдела(?:ть|йте)|верн(?:ите|уть)|постав(?:ить|ьте)|установ(?:ить|ите)|откр(?:ыть|ойте)|(?:по|до)стро(?:ить|йте)"
    r"|убрать|уберите|перенес(?:ти|ите)|отремонтир(?:овать|уйте)|почини(?:ть|те)|организ(?:овать|уйте)|сохрани(?:ть|те))"
    r"\s(?:[а-я]+\s){0,2}?(?P<at>(?:остановк|магазин|киоск|школ|сад|сквер|парк|пруд|мост|въезд|выезд|перекрест)[а-я]*)"
)
"""«Верните остановку Берёзовая»: the place is what is asked for."""
_OF_ONESELF = compile_sign(
    r"\b(?:пода(?:л|ва)\w*|оформ\w+|сдал\w*|сдава\w+|направ(?:ил|ля)\w*)\b[^.!?]{0,25}(?:заявлени|документ|заявк|справк|анкет)"
    r"|\b(?:мрт|узи|кт|пцр|флюорограф\w+|эко|омс|егэ|огэ)\b"
    r"|\b(?:переоформ\w+|перечисл\w+|выплат\w*|выплачива\w+|пособи\w+|путинск\w+|губернаторск\w+)\b"
    r"|\b(?:материальн\w+|мат\.?) помощ\w*"
)
"""One's own application, allowance or examination: it has no place, and what it is about is asked by its keeper."""
_BESIDE = compile_late(
    r"\b(?:на|у|во?|ко?|со?|за|до|от|из|возле|около|напротив|перед|по|через|мимо|вдоль|между|под)\s"
    r"(?:[а-я]+(?:ой|ей|[оеы]м|[ое]го|ую|ою|ый|ий|их|ых)\s)?(?P<at>[а-я]+)"
)
_TELLS_NOTHING: Final = EMPTY | AT_WHICH
_TROUBLES: Final = LOCAL - AT_WHICH
_LIKE_A_STREET = compile_late(
    r"(?:^|[а-яё,:] )[А-ЯЁ][а-яё]{2,}(?:[оеё]ва|ина|ского|цкого|ская|ской|скую|ного|лова|ков)\b(?!\s[А-ЯЁ])"
)
"""Asked only of what says nothing else: «А Володарского?», «Сделайте уже Бажова»."""


def decide_missing(
    text: str,
    *,
    kind: str,
    group: str,
    address: str,
    settlement: str = "",
    likely: str = "",
    has_street_only: bool = False,
) -> tuple[str, ...]:
    """What has to be asked: («what»,), («where»,), both or nothing.

    `group`: the likeliest one, if any is likely; `address`: what was read of the place, if one can go there. Thanks
    need no place; neither does a question or an opinion that is not about one. `settlement`: the one that was read;
    `likely`: all that was read of the place, sure or not; `has_street_only`: no house, crossing or landmark with it.
    """
    plain = fold(text)
    if kind == THANKS and _ASKS_AFTER_THANKS.search(plain):
        kind = PROBLEM
    if _is_asked_nothing(plain, kind=kind, has_address=bool(address)):
        return ()
    told_of_place = f"{address} {settlement} {likely}"
    places = {*lemmas(told_of_place), *_WORD.findall(fold_word(told_of_place))}
    told = _without_what_says_nothing(plain)
    words = [(word, lemma(word)) for word in _WORD.findall(told)]
    named = {one for _word, one in words}
    names_trouble = _names_trouble(plain, words, places)
    says_what = names_trouble or not TELLING.isdisjoint(named) or _names_thing(words, places)
    is_local = (
        names_trouble
        or not AT_WHICH.isdisjoint(named)
        or (group in LOCAL_GROUPS and kind == PROBLEM and not _CANNOT_CALL.search(plain))
    )
    is_local = says_what and is_local and (ELSEWHERE.isdisjoint(named) or _is_trouble_apart(told, kind=kind))
    needs_house = not OF_A_HOUSE.isdisjoint(named) and has_street_only and group in ("", "housing")
    says_where = _says_where(text, plain, address=fold_word(address), town=settlement) or (
        not says_what and any(not is_town(one[0], settlement) for one in _LIKE_A_STREET.finditer(text))
    )
    if kind == OPINION and ((says_what and not is_local) or _JUDGES.search(plain)):
        return ()
    if not (says_what or has_digits(address)) and _OF_ONESELF.search(plain):
        return ()
    if not (says_what or address or _CALLS.search(plain)) and _THINKS.search(plain):
        return ()
    missing = () if says_what else (WHAT,)
    if needs_house and not says_landmark_or_house(plain) and kind == PROBLEM:
        return (*missing, WHERE)
    if says_where or (says_what and not is_local):
        return missing
    return (*missing, WHERE)


def _without_what_says_nothing(plain: str) -> str:
    told = without_places(plain)
    return _SAYS_NOTHING.sub(" ", told) if "праздник" in told or "завтрак" in told else told


def _says_where(text: str, plain: str, *, address: str, town: str) -> bool:
    if _is_elsewhere(text, address=address, town=town):
        return False
    return is_place(address, plain) or is_village(town) or says_place(text, plain, town=town)


def _names_thing(words: Sequence[tuple[str, str]], places: AbstractSet[str]) -> bool:
    """Whether a noun is left that is neither the place nor said of everything."""
    return any(
        len(one) > 2 and one not in _TELLS_NOTHING and places.isdisjoint((one, word)) and is_thing(word)
        for word, one in words
    )


def _names_trouble(plain: str, words: Sequence[tuple[str, str]], places: AbstractSet[str]) -> bool:
    """Whether a trouble is named that is somewhere; «на остановке ужас», «остановка Зелёный Бор» name only a place."""
    if any(one in _TROUBLES for _word, one in words) or names_route(plain):
        return True
    at_which = {(word, one) for word, one in words if one in AT_WHICH}
    if not at_which:
        return False
    beside = {match["at"] for match in _BESIDE.finditer(plain)}
    called_for = {match["at"] for match in _CALLED_FOR.finditer(plain)}
    if any(word in called_for or (word not in beside and places.isdisjoint((word, one))) for word, one in at_which):
        return True
    return any(one not in EMPTY and is_verb(word) for word, one in words)


def _is_trouble_apart(told: str, *, kind: str) -> bool:
    """«Начислили за отопление, а батареи ледяные»: money in one clause, the trouble in another. No question is."""
    for clause in _CLAUSES.split(told) if kind == PROBLEM else ():
        named = set(lemmas(clause))
        troubles = len(named & LOCAL) + (_IS_DENIED.search(clause) is not None)
        if troubles > 1 and named & _TROUBLES - PAID_FOR and ELSEWHERE.isdisjoint(named):
            return True
    return False


def _is_elsewhere(text: str, *, address: str, town: str) -> bool:
    """«Ленина почистили, а у нас нет»: a street, and nothing of the place before its clause or after it."""
    folded = fold_with_places(text)
    match = _DONE_ELSEWHERE.search(folded.text) if " на" in folded.text and not has_digits(address) else None
    if match is None:
        return False
    begins = max(folded.text.rfind(sign, 0, match.start()) for sign in ".!?;,\n") + 1
    start, end = folded.span(begins, match.end())
    rest = f"{text[:start]} {text[end:]}"
    names = (one for one in lemmas(f"{address} {town}") if one not in EMPTY)
    return set(lemmas(fold(rest))).isdisjoint(names) and not says_place(rest, fold(rest), town=town)


def _is_asked_nothing(plain: str, *, kind: str, has_address: bool) -> bool:
    """Thanks, spam, opinions, and questions about how things are in general."""
    if kind not in (PROBLEM, QUESTION, PROPOSAL, OPINION):
        return True
    if kind == QUESTION and (_GENERAL.search(plain) or names_the_only_one(plain)):
        return True
    if _ASKS_FOR_HOURS.search(plain) or _ONLY_WISHES.search(plain):
        return True
    if has_address:
        return False
    is_opinion = kind in (OPINION, PROPOSAL) and _THINKS.search(plain) is not None
    return is_opinion or _ASKS_FOR_NUMBER.search(plain) is not None
