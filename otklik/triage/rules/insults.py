"""Finds insults of a person or of people. Hard words about work, roads or decisions are criticism and not found.

«Какой идиот это придумал» asks who decided so, and names nobody: it is bitter, and allowed.

Words that others said are evidence, not an insult: what stands in quotation marks, or what somebody was called, is left
alone. So are beasts: a word for one humbles people only where it is said of them.
"""

import re
from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import Folded
from otklik.triage.findings import INSULT, Finding
from otklik.triage.rules.insult_words import (
    ANYBODY,
    BEAST,
    DECIDED,
    DOLT,
    FOLK,
    FOOL,
    OF_BODY,
    OF_MIND,
    ROLE,
    SAID_OF_ROLE,
    SHOUTED,
    STEM,
    TO_THE_FACE,
)
from otklik.triage.rules.masks import read_through
from otklik.triage.rules.surnames import is_surname
from otklik.triage.rules.told_of_others import is_called_so

RULE: Final = "insults"

_FACE = r"(?:вы|ты)"
_OFFICES = (
    r"тсж|жэка?|жкх|ук\b|управляйки|мэрии|администрации|соцзащиты|регистратуры|паспортного|бухгалтерии|мфц"
    r"|прокуратуры"
    r"|опеки|налоговой|поликлиники|больницы|деканата|управления|департамента|кабинета"
)
_WHO_DID = (
    rf"(?:как(?:ой|ая|ие)(?:-то| то)?|что за)(?: (?:же|там|это|только|очередн\w+|последн\w+))? (?!дурак)(?:{DOLT})"
    r"(?=(?: (?!бы\b|будет|я\b|мы\b)[\w-]+){0,4}? (?!был)[а-я]{3,}л[аи]?(?:с[ья])?\b(?! бы\b))"
)
"""«Какой баран перегородил выезд»; «какой дурак положил асфальт» is anger at the work, «… туда поедет» at nobody."""
_WHO_DECIDED = compile_late(
    rf"\b(?:как(?:ой|ая|ие)|что за|кто (?:же )?(?:этот?|эт[аи]|тот|т[ае]))"
    rf"(?: (?:же|там|это|только|очередн\w+|последн\w+)){{0,2}} (?:{FOOL})\b"
    rf"(?P<who>(?:,? (?!(?:{ROLE}|наш\w*|ваш\w*|тво\w+|вы|ты|он|она|они|я|мы)\b)[\w-]+){{0,5}}?),? {DECIDED}"
)
_SHUT_UP = (
    rf"(?:заткни(?:сь|тесь)|закрой(?:те)? (?:рот|пасть|рты|варежку)|(?:рот|пасть|варежку) закрой(?:те)?|(?:пош[её]л"
    rf"|пошла|пошли|иди|вали|отвали) (?:вон|отсюда"
    rf"|прочь)"
    rf"|отвали(?:те)?|слы(?:шь|ш)|эй)(?: ты| вы)?,? (?:ты |вы )?(?:\w+(?:ая|ый|ой|ые) )?(?:{DOLT}|{BEAST})\b"
)
_AS_DENSE = (
    r"(?:туп(?:ой|ая|ые)|тупее),? (?:как )?(?:пробк\w+|вален(?:ок|ка|ки)|дерев[оа]|бревн[оа]|пен[ьё]к?|столб"
    r"|табуретк\w+|сибирск\w+ валенк\w+|утюг\w*|полен[оа])"
    r"(?! (?:\w+ )?(?:инструкц|правил|решени|закон|систем|сайт|бот\b|приложени|вопрос|нож|пил|реклам|реж|пил))"
)
_SITS_IN = (
    r"(?:дура|дурак|идиот(?:ка|ы)?|дуры|сволоч[ьи]|гад(?:ина|ы)|тупиц[аы]|умственно отстал(?:ая|ый"
    r"|ые)) (?:\w+ )?в (?:мэрии"
    r"|администрации|соцзащите|регистратуре|бухгалтерии|поликлинике|управляйке|диспетчерской|приемной|кассе|опеке"
    r"|налоговой"
    r"|мфц|тсж|жэке)"
    r"|(?:овц[аы]|свинь[яи]|коз[её]л|козлы|бараны?|обезьян[аы]|мартышк[аи]|осел|ослы|боров|куриц[аы]|жаб[аы]"
    r"|шакалы?)(?: \w+)? (?:в|из)"
    r" (?:мэрии|администрации|думе|думы|управляйк[еи]|соцзащит[еы]|бухгалтерии|мфц|налоговой|прокуратур[еы]"
    r"|кабинет(?:ах|ов)|жилконтор[еы]|конторы)"
)
_NO_CRITICISM = r"(?!(?: по паре| божь\w+| (?:мы )?дрожащ\w+))"
_INSULT = compile_late(
    rf"\b(?<!не )(?<!за )(?<!как )(?<!для )(?<!как к )(?<!как с )(?<!вно к )(?<!как со )(?:{ANYBODY}){_NO_CRITICISM}\b"
    rf"|\b{_FACE},? (?:же |просто |все |там |настоящ\w+ |конченн?\w+ |тупо\w+ |стар\w+ |последн\w+ |и ){{0,2}}"
    rf"(?:{TO_THE_FACE})\b(?! (?:отпущения|отпущенья))"
    rf"|\b(?:{OF_MIND}) (?:{BEAST})\b|\b(?:{BEAST}) (?:{OF_MIND})\b"
    rf"|\b(?P<body>(?:{OF_BODY}) (?:{BEAST})|(?:{BEAST}) (?:{OF_BODY}))\b"
    rf"|\b(?:{ROLE})(?: (?!не |и |с |со |как |сказ|назв|говор|обозв|крич|ор[её])[\w-]+){{0,2}}(?: [–—-])? "
    rf"(?:(?:просто|полн\w+|настоящ\w+|стар\w+|набит\w+|последн\w+) )?(?:{SAID_OF_ROLE})\b"
    rf"|\b(?:{SAID_OF_ROLE})(?: (?:набит|конченн?|стар|туп|жирн|безмозгл|последн)\w+)? (?:(?:этот|эта|наша?"
    rf"|ваша?|тво[йя]|их) ){{1,2}}"
    rf"(?:{ROLE})\b"
    rf"|\b{_WHO_DID}|\b{_SHUT_UP}|\b{_AS_DENSE}|\b{_SITS_IN}"
    r"|\b(?<!я )(?<!мы )(?:набит\w+ дура(?:к\w*)?|дура(?:к|ки)? набит(?:ый|ая|ые))\b(?! (?:я|мы)\b)"
    rf"|\b(?:туп|тупорыл|тупоголов|безмозгл)(?:ой|ая|ые|ый|ых|ого|ую) (?:{FOLK})\b"
    rf"|\b(?:баба|бабка|тетка|мужик|девка|секретарша|кондукторша) (?:туп|тупорыл|тупоголов|безмозгл|конченн?)(?:ой|ая"
    rf"|ый)\b"
    r"|\b(?:(?<=[а-я]ова )|(?<=[а-я]ева )|(?<=ская )|(?<=енко )|(?<=[а-я]ова [–—-] )|(?<=[а-я]ева [–—-] )"
    r"|(?<=ская [–—-] ))"
    r"(?:(?:полная|просто) )?(?:дура|идиотка|тупица)\b"
    r"|\b(?:(?<=[а-я]ов )|(?<=[а-я]ев )|(?<=ский )|(?<=енко )|(?<=[а-я]ов [–—-] )|(?<=[а-я]ев [–—-] )|(?<=ский [–—-] ))"
    r"(?:(?:полный|просто) )?(?:дурак|идиот)\b"
    r"|\b(?:дура|идиотка)(?: набитая| старая| тупая)? (?:ваша|наша|эта) (?:\w+ )?(?!снова|слева)\w{2,}(?:ова"
    r"|ева|ская|енко|ша)\b"
    rf"|\b(?:{BEAST}|дебил|идиот|дурак|дура) за рулем\b"
    rf"|\b(?:{BEAST}|(?:дура|дурак|идиот(?:ка|ы)?|сволоч[ьи]|гад(?:ина|ы)?)(?: \w+)?) из (?:{_OFFICES})\b"
    r"|\bстар(?:ый|ая|ые|ого|ой|ую) (?:карг(?:а|и|у|е)|пердун(?:а|ы)?|хрыч(?:а|и)?|козел|козлы|дура|дуры|дурак"
    r"|маразматик)\b"
    r"|\b(?:нагл|жирн|пропит|протокольн|бесстыж|мерзк)(?:ая|ые|ую|ой|ое) (?:рож|морд|хар|рыл)(?:а|у|и|ы|е|о|я"
    r"|ю)\b(?! (?:кот|кош|собак|пс|коз|лис|крыс))"
    r"|\b(?:рож|морд|хар|рыл)(?:а|у|и|ы|о|я) (?:протокольн(?:ая|ые|ое)|пропит(?:ая|ые|ое)|(?:свои |себе )?(?:на|отъ"
    r"|разъ)ел[аи]?)\b"
    r"|\b(?<!хоть )(?<!и )(?<!: )(?<!мол )(?<!мол, )сдохни(?:те)?\b(?!,? (?:но|а)\b)|\bчтобы? (?:ты|вы)(?: все| там"
    r"| уже)? (?:сдох|подох|передох(?!н))\w*"
    r"|\b(?:морда|рожа|харя|рыло) (?:тво|ваш)[а-я]+\b|\b(?:тво|ваш)[а-я]+ (?:морда|рожа|харя|рыло)\b"
    r"|\b(?:подстилк|шавк|холу)\w+ (?:мэр|чиновн|начальств|админ|депутат|губернатор|кремл|власт)\w+"
    r"|\b(?:мэрск|чиновнич|начальственн|депутатск|кремлевск)\w+ подстилк\w+"
    rf"|(?:^|[.!?…\n]\s{{0,9}})(?:(?:ну|вот|какие|же|да) ){{0,2}}(?P<shout>{SHOUTED})(?=\s*(?:[!.…]|$))"
    rf"|\b(?:{TO_THE_FACE}) (?:{_FACE}(?: все| там| тут)*(?: \w+(?:ая|ый|ые|ой|ий))?(?=\s*(?:[.!?…,)]|$))"
    rf"|конченн?\w+\b)"
)
_QUOTED = compile_late(r"[«“„\"][^«»“”„\"\n]{1,80}[»”\"“]")
_OF_ANIMALS = compile_late(
    r"\b(?:таракан\w*|клоп\w*|крыс(?:ы|а|ам)?|комар\w*|клещ\w*|ос[ыа]|мошк\w*|собак[ау]|пес|псин[аы]|насеком\w+"
    r"|живот\w+|вредител\w*)\b"
)
_BEAST = compile_late(rf"\b(?:{BEAST})\b")
_CREATURE = compile_late(r"твар\w+")
_UGLY = compile_late(r"урод\w*|болван\w*")
_BUILT = compile_late(
    r"\b(?:стел[аыу]|здани|дом\b|памятник|скульптур|стату|забор|фасад|фонтан|вывеск|объект|построи|постави|каменн)"
)
_PEOPLE = compile_late(
    r"\b(?:ты|тебе|тебя|нахамил|хам[иы]|хамит|орала на|за рулем|трубк|директор|начальн|чиновн|депутат|заведующ|врач"
    rf"|медсестр|(?:из|в) (?:{_OFFICES}|регистратуре|кабинете|соцзащите|бухгалтерии))\b"
)
_BEASTS_DO = compile_late(
    r"\b(?:брод[ия]|бега[ею]|пас(?:[еу]т|л)|лает|лаю|мыч|стад|отлов|боле[ею]т|хозя|хлев|кормит|корм[ау]\b|лежит"
    r"|сдохла|дохл"
    r"|ошейник"
    r"|привяз|травоядн|кида[ею]|броса[ею]|кусает|кусают|укус|напа[ля]|гры[зж]|жив[уе]т|(?:вы|у|с)бе[жг]|рогами|ферм|лез[еу]т|завел|развел"
    r"|трав[ия]"
    r"|мусоропров|подвал|чердак|приют"
    # what gymnasts jump over and carpenters saw upon
    r"|спортзал|физкульт|маты\b|пилк)"
)
_NAMED = compile_late(r"\b[А-ЯЁ][а-яё]")
_NEAR: Final = 60
"""Characters before and after a beast in which other words tell whether it is one."""


def find(text: str) -> Finding | None:
    """A word that only humbles somebody: of any person always, milder words when said to the reader's face."""
    folded = read_through(text)
    if not STEM.search(folded.text):
        return None
    read = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), folded.text)
    for match in _INSULT.finditer(read):
        first, last = match.span("shout") if match["shout"] else match.span()
        if _is_of_beasts(read, match) or is_called_so(read, first):
            continue
        start, end = folded.span(first, last)
        if _is_of_a_decision(text, folded, first):
            continue
        if not is_surname(text, start, end) and not _is_name(text[start:end]):
            return Finding(rule=RULE, ground=INSULT, start=start, end=end, certainty=0.7)
    return None


def _is_of_beasts(read: str, match: re.Match[str]) -> bool:
    """Whether the words around it speak of beasts or of what was built, or none of people where a beast is likelier."""
    start, end = max(0, match.start() - _NEAR), match.end() + _NEAR
    if _BEAST.search(match.group()) and _BEASTS_DO.search(read, start, end):
        return True
    if _UGLY.fullmatch(match.group()) and _BUILT.search(read, start, end):
        return True
    if match["body"]:
        return not _PEOPLE.search(read, start, end)
    return bool(_CREATURE.search(match.group()) and _OF_ANIMALS.search(read, start, end))


def _is_of_a_decision(text: str, folded: Folded, first: int) -> bool:
    """«Какой идиот (в администрации) это придумал»; with a name, an office held or «ваш» it is said of somebody."""
    for asked in _WHO_DECIDED.finditer(folded.text):
        if asked.start() <= first < asked.end():
            start, end = folded.span(*asked.span("who"))
            return not _NAMED.search(text, start, end)
    return False


def _is_name(words: str) -> bool:
    """«Козлов сын учится у вас» tells of a family of that name, «дорога на Холуй» of a village."""
    return words.startswith("Козлов ") or words == "Холуй"
