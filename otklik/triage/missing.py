"""What a message does not say: what happened, or where. A person asks the author, with one click.

Plain: it goes by what kind of message it is, whether a place was found, and by the words that are left when all is
taken out that tells nothing («примите меры», «сколько можно», «безобразие»).
"""

from typing import Final

from otklik.shared.lemmas import is_thing, lemma, lemmas
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold
from otklik.triage.kinds import OPINION, PROBLEM, PROPOSAL, QUESTION, THANKS
from otklik.triage.missing_words import ELSEWHERE, EMPTY, LOCAL, OF_A_HOUSE
from otklik.triage.rules.numbers import has_digits

WHAT: Final = "what"
WHERE: Final = "where"

_WORD = compile_late(r"[а-я]+(?:-[а-я]+)*")
_JUDGES = compile_late(
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
    r"|куда (?:\w+ )?(?:пожаловаться|жаловаться|звонить|писать|деть|девать)|кто (?:был|знает|в курсе)|в каких случаях"
    r"|сколько (?:\w+ ){0,2}(?:будет|будут) (?:стоить|идти|длиться)|будет ли|будут ли|планируется ли|бывает ли"
    r"|(?:где|куда) (?:\w+ )?(?:можно|сдать|сдают|принимают|обратиться|получить|купить|узнать|посмотреть)"
    r"|(?:до|с) какого (?:числа|возраста|класса)|во сколько (?:начало|открыва|закрыва|начина)\w*|как (?:можно )?"
    r"(?:записаться|попасть|получить|оформить|узнать|позвонить|связаться|подать|устроить\w*))\b[^.!?]*\?"
)
"""Who asks so wants to know something that holds for all."""
_ASKS_FOR_NUMBER = compile_late(
    r"\b(?:подскажите|скажите|дайте|напишите|какой)\b[^.!?]{0,25}\b(?:телефон|номер|адрес|часы|график|режим"
    r"|расписание|сайт)\b"
)

_ROUTE = compile_late(
    r"(?:автобус|маршрут|троллейбус|трамва|рейс)\w{0,4}\s{0,2}№?\s{0,2}\d|(?<!\d)\d{1,4}[- ]?(?:й|го|м|ый|ого|я|ая|ую"
    r"|ой|му)?\s(?:автобус"
    r"|маршрут|трамва|троллейбус)"
    r"|(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)[а-я]+ (?:автобус|маршрут|трамва|троллейбус)"
    r"|(?:автобус|маршрут|водител|остановк|рейс|кондуктор)[^.!?]{0,80}\b(?:двойк|тройк|четверк|пятерк|шестерк|семерк"
    r"|восьмерк|девятк|десятк)[аиеуойми]{1,3}\b"
    r"|\b(?:двойк|тройк|четверк|пятерк|шестерк|семерк|восьмерк|девятк|десятк)[аиеуойми]{1,3}\b[^.!?]{0,80}"
    r"(?:автобус|маршрут|водител|остановк|рейс|кондуктор|двер)"
)
_OF_A_ROUTE: Final = (
    *("автобус", "маршрут", "троллейбус", "трамва", "рейс"),
    *("двойк", "тройк", "четверк", "пятерк", "шестерк", "семерк", "восьмерк", "девятк", "десятк"),
)
"""Of these there is one in every mention of a route; looked for first, being quick."""
_EVERYWHERE = compile_late(
    r"\b(?:по всему (?:городу|поселку|селу|району)|во всем (?:городе|поселке|селе|районе)|весь (?:город"
    r"|поселок|район)|всего города|в (?:нашем )?городе(?! \w+ск)"
    r"|город (?:тонет|задыхается|замерзает|стоит)|по всем двор\w+|во всех (?:двор|дом)\w+|все дороги"
    r"|кажд(?:ом|ый) двор\w*|улицы города|дороги города|везде|повсюду|по городу|в целом по городу|вся деревня"
    r"|все село|весь микрорайон)\b"
)
_ALL_OF = compile_late(r"\b[Вв](?:есь|с(?:ей|ю|ему|ем|его|я))\s[А-ЯЁ][а-яё]{3,}")
"""«Весь Полевской завален снегом», «на всей Совхозной темно»."""
_NAMED_PLACE = compile_late(
    r"(?:^|\s)(?:[ДдСсПп]|[Дд]ер|[Пп]ос)\.\s?[А-ЯЁ][а-яё]{3,}|(?<![.!?]\s)(?:^|\s)(?:[Вв]о?|[Нн]а"
    r"|[Пп]о|[Уу]|[Оо]коло|[Вв]озле|[Нн]апротив|[Зз]а|[Дд]о|[Мм]ежду"
    r"|[Рр]айоне?|[Пп]ереул\w+|[Уу]лиц\w+"
    r"|[Пп]ерекр\w+|[Дд]орог\w+|[Тт]расс\w+|[Мм]агазин\w*|ТЦ|ТРЦ|СНТ|ДК)\s(?!Росси|Администрац|Вас|Вам|Ваш"
    r"|Госуслуг|Интернет|ЖКХ|УК\b|ВК\b|Новы[йм] год)[«\"]?[А-ЯЁ][а-яё]{2,}"
)
_STREET_AND_HOUSE = compile_late(
    r"\b(?!уже|почти|около|более|через|после|только|всего|дома|доме|дом|подъезд\w*|этаж\w*|квартир\w*|примерно"
    r"|целых|минимум|еще|больше"
    r"|январ\w*|феврал\w*|марта|апреля|июн\w|июл\w|августа|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|прошло|ждем"
    r"|жду|лет|часов)"
    r"[а-я]{4,}[ ,]{1,2}(?:д\.?\s?|дом\s)?\d{1,3}[а-д]?\b(?!\s?(?:лет|год|час|мин|раз|дн|день|сут|недел|месяц"
    r"|руб|тыс|человек|км|метр|м\b|%|градус|этаж|числ))"
)
_VILLAGE = compile_late(r"(?:село|деревня|пос[её]лок|хутор|станица|аул|станция|снт|днт|микрорайон)\s")
_BARE = compile_late(
    r"(?:эт\w+ |наш\w+ |сам\w+ |перв\w+ |втор\w+ |последн\w+ |следующ\w+ |кажд\w+ )?(?:школ\w*"
    r"|(?:детск\w+ )?сад(?:а|у|ом|ик\w*)?|детсад\w*|магазин\w*"
    r"|аптек\w*|остановк\w*|гараж\w*|кафе"
    r"|(?:детск\w+ )?площадк\w*|светофор\w*|общежити\w*)"
)
"""There are many of them in a town: without a name or a number they tell nobody where to go."""
_OURS = compile_late(
    r"\b(?:в|во|у|к|около|возле|за|перед|напротив)\s(?:[нв]ашей|[нв]ашем|[нв]ашего|[нв]ашему|[нв]ашу|[нв]аш|[нв]ашим)"
    r"\s(?:\w+\s)?(?:групп|класс|палат|отделени|спортзал|библиотек|столов|музе|клуб|секци|школ|сад|садик|детск"
    r"|лице|гимнази|больниц|поликлиник|библиотек|музыкалк)\w*"
)
"""Whoever writes so to a page means the body that keeps it."""
_ONE_OF_ITS_KIND = (
    r"(?:рын(?:ок|к[аеу]|ком)|поликлиник\w{1,2}|больниц\w{1,2}|роддом\w{0,2}|(?:авто)?вокзал\w{0,2}|автостанци\w{1,2}"
    r"|станци[яию]\b|дворц\w{1,2} (?:спорта|культуры)|дворец (?:спорта|культуры)|травмпункт\w*"
    r"|при[её]мн\w{2} поко\w{1,2}|регистратур\w{1,2}|консультаци\w{1,2}"
    r"|соцзащит\w{1,2}|центр\w? занятости|пенсионн\w{2} фонд\w{0,2}|(?:музыкальн|художественн"
    r"|спортивн)\w{2} школ\w{1,2}"
    r"|школ\w{1,2} искусств|лыжн\w{2} баз\w{1,2}|ледов\w{2,3} (?:арен|двор)\w+|аквапарк\w{0,2}"
    r"|городск\w{2} (?:бан|парк|пруд)\w{0,2}"
    r"|дом\w? быта|стадион\w{0,2}|кладбищ\w{1,3}"
    r"|бассейн\w{0,2}|пляж\w{0,2}|музе[йяюе]\w?|мфц|загс\w{0,2}|военкомат\w{0,2}|кинотеатр\w{0,2}|плотин\w{1,2}"
    r"|пункт\w{0,2} (?:при[её]ма|выдачи)|морг\w{0,2}|полигон\w{0,2})\b"
)
"""Of which a town has one."""
_ONLY_ONE = compile_late(rf"\b{_ONE_OF_ITS_KIND}|\bскор(?:ая|ой|ую) помощ\w+")
_AT_THE_ONLY_ONE = compile_late(rf"\b(?:в|на|у|около|возле|за|напротив)\s(?:\w+\s)?{_ONE_OF_ITS_KIND}")
"""Whoever tells of a trouble there says where."""
_OUT_OF_THE_ONLY_ONE = compile_late(rf"\bиз\s(?:\w+\s)?{_ONE_OF_ITS_KIND}")
"""«Ехали из больницы, пробили колесо»: not where the trouble is."""
_THINKS = compile_late(
    r"\b(?:как по мне|по[- ]моему|лично я|я лично|вот что я думаю|я считаю|считаю,? что|на мой взгляд|мо[её] мнение"
    r"|правильно (?:говор|сказа|дела)\w+|лучше бы|пусть (?:строят|делают|будет)|имхо|поддерживаю|я за\b|все разворовали"
    r"|разворова\w+|пора менять|вот честно|обещанного|ничего не (?:меняется|изменится|поменялось))"
)
"""So a feeling or an opinion begins: nobody is asked to go anywhere. A trouble told beside it stays a trouble."""
_ASKS_AFTER_THANKS = compile_late(
    r"\b(?:почините|уберите|исправьте|верните|включите|сделайте|приезжайте|когда|не (?:приехал|пришел|приш[её]л"
    r"|работа|горит"
    r"|убра|едет|ходит|чист|вывез|топ|откры)\w*)\b|\b(?:а|но) (?:теперь|вот|когда)\b"
)
_LIKE_A_STREET = compile_late(
    r"(?:^|[а-яё,:] )[А-ЯЁ][а-яё]{2,}(?:[оеё]ва|ина|ского|цкого|ская|ской|скую|ного|лова|ков)\b(?!\s[А-ЯЁ])"
)
"""Asked only of what says nothing else: «А Володарского?», «Сделайте уже Бажова»."""
_LANDMARK = compile_late(
    r"\b(?:у|возле|около|напротив|рядом с|за|перед|на|в|во|между|от|до|к|через|мимо|по|под|вдоль|с)\s(?:\w+\s){0,2}"
    r"(?:вокзал\w*|автовокзал\w*|автостанци\w*|площад[иь]\b|плотин\w+|центре города|кладбищ\w+|рын\w+"
    r"|стадион\w*|администрацией|мэрией"
    r"|мост\w*|пруд\w*|озер\w+|набережн\w+|парк\w*|сквер\w*|церк\w+|храм\w*|въезд\w*|выезд\w*|завод\w*|музе\w+"
    r"|бассейн\w*"
    r"|пожарн\w+ част\w+|роддом\w*|больничн\w+ город\w+|промзон\w+|переезд\w*|путепровод\w*|тюбук\w*|пляж\w*"
    r"|библиотек\w+|почт\w+"
    r"|пятероч\w+|магнит\w*|монетк\w+|сбербанк\w*|дк\b|дом\w* культуры|техникум\w*|колледж\w*|мфц|полици\w+"
    r"|загс\w*|военкомат\w*)"
    r"|\b(?:школ|сад|садик|лице|гимнази|поликлиник|больниц|детсад|остановк|магазин|котельн|общежити"
    r"|гараж)\w*\s(?:№\s?|номер\s)?(?:\d+|«|\")"
    r"|\b\d+[- ]?(?:й|я|го|ой|ю|ая|ую|ей)?\s(?:школ|сад|лице|гимнази|поликлиник|микрорайон|квартал|мкр)\w*"
    r"|\b(?:мкр|микрорайон\w*|квартал\w*|деревн\w+|сел[ое]|хутор\w*|станиц[аеыу]|пос[её]л\w+|снт"
    r"|коллективн\w+ сад\w*)\.?\s(?!в\b|и\b|на\b"
    r"|не\b|наш|наш\w+ |опять|снова|забыли|совсем|просто)[а-я]{4,}"
    r"|\b(?:ул|улиц\w+|переул\w+|пер|проспект\w*|бульвар\w*|шоссе|тракт\w*)\.?\s(?:\d+ )?[а-я]{2,}(?:[иы]на"
    r"|[оеё]ва|ская|ской|ского|цкой|ная|ого|ых|[оеё]в|мира|победы|труда|марта|мая|октября|маркса|люксембург)\b"
    r"|\b(?:на|по|с|вдоль|угол|перекресток|перекрестке)\s(?!половина|машина|снова|слова|основа)(?:[а-я]{3,}(?:ина"
    r"|[оеё]ва|истов)|победы|труда|маркса|люксембург|октября|революции)\b"
)


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
    places = {*lemmas(told_of_place), *_WORD.findall(fold(told_of_place))}
    words = [(word, lemma(word)) for word in _WORD.findall(_without_places(plain))]
    named = {one for _word, one in words}
    names_trouble = not LOCAL.isdisjoint(named) or _names_route(plain)
    says_what = names_trouble or any(
        len(one) > 2 and one not in EMPTY and places.isdisjoint((one, word)) and is_thing(word) for word, one in words
    )
    is_local = names_trouble or (says_what and group in LOCAL_GROUPS and kind == PROBLEM)
    is_local = is_local and ELSEWHERE.isdisjoint(named)
    needs_house = not OF_A_HOUSE.isdisjoint(named) and has_street_only and group in ("", "housing")
    is_village = _VILLAGE.match(settlement) is not None
    says_where = (
        _is_place(fold(address), plain)
        or is_village
        or says_place(text, plain, town=settlement)
        or (not says_what and any(not _is_town(one[0], settlement) for one in _LIKE_A_STREET.finditer(text)))
        or _ALL_OF.search(text) is not None
    )
    if kind == OPINION and ((says_what and not is_local) or _JUDGES.search(plain)):
        return ()
    if not (says_what or address) and _THINKS.search(plain):
        return ()
    missing = () if says_what else (WHAT,)
    if needs_house and not _LANDMARK.search(plain) and kind == PROBLEM:
        return (*missing, WHERE)
    if says_where or (says_what and not is_local):
        return missing
    return (*missing, WHERE)


def _is_asked_nothing(plain: str, *, kind: str, has_address: bool) -> bool:
    """Thanks, spam, opinions, and questions about how things are in general."""
    if kind not in (PROBLEM, QUESTION, PROPOSAL, OPINION):
        return True
    if kind == QUESTION and (_GENERAL.search(plain) or _ONLY_ONE.search(plain)):
        return True
    if has_address:
        return False
    is_opinion = kind in (OPINION, PROPOSAL) and _THINKS.search(plain) is not None
    return is_opinion or _ASKS_FOR_NUMBER.search(plain) is not None


def _is_place(address: str, plain: str) -> bool:
    """Whether what was read of the place is one that can be gone to, and not one that was only left."""
    if not address or _BARE.fullmatch(address):
        return False
    left = _OUT_OF_THE_ONLY_ONE.search(plain)
    return left is None or not left[0].endswith(address)


def _without_places(plain: str) -> str:
    left = _LANDMARK.sub(" ", plain)
    return _STREET_AND_HOUSE.sub(" ", left) if has_digits(left) else left


def _names_route(plain: str) -> bool:
    return any(piece in plain for piece in _OF_A_ROUTE) and _ROUTE.search(plain) is not None


def says_place(text: str, plain: str, *, town: str = "") -> bool:
    """Whether a text names a place that one can go to, a route, or says «everywhere»; `plain` is the folded text.

    `town`: the settlement that was read; «в Полевском» alone says no more than that.
    """
    if any(not _is_town(match[0], town) for match in _NAMED_PLACE.finditer(text)):
        return True
    if _names_route(plain) or (has_digits(plain) and _STREET_AND_HOUSE.search(plain)):
        return True
    return any(pattern.search(plain) for pattern in (_EVERYWHERE, _LANDMARK, _OURS, _AT_THE_ONLY_ONE))


def _is_town(named: str, town: str) -> bool:
    """Whether «в Полевском» names the town that was read, and not a village."""
    name = fold(named.rsplit(maxsplit=1)[-1]).strip('«"')
    return not _VILLAGE.match(town) and any(word[:5] == name[:5] for word in fold(town).split())
