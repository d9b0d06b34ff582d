"""Finds words of hatred against people of another nation or faith; goes to a person at once."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from otklik.shared.patterns import compile_late, compile_sign
from otklik.triage.findings import HATE, Finding
from otklik.triage.rules.masks import read_through
from otklik.triage.rules.surnames import is_place, is_surname
from otklik.triage.rules.told_of_others import is_called_so, without_reported

RULE: Final = "hatred"

_NATION = (
    r"(?:(?:таджик|узбек|киргиз|кавказц|чеченц|дагестанц|армян|азербайджанц|азер|грузин|евре|цыган|мусульман|украинц"
    r"|татар"
    r"|башкир|казах|китайц|негр|молдаван|ингуш|осетин|бурят|хохл|христиан)(?:ов|ев|ы|и|й|е|я|ам|ям)?|русски[хме])"
)
_PEOPLE = rf"(?:{_NATION}|мигрант(?:ы|ов|ам)|геев|гомиков|верующих|православных)"
_FRAIL = (
    r"(?:инвалид(?:ов|ы)|колясочник(?:ов|и)|аутист(?:ов|ы)|даун(?:ов|ы)|пенсионер(?:ов|ы)|стариков|бабок|бомжей|сирот)"
)
_PUT_AWAY = r"(?:усыплять|усыпить|стерилизовать|кастрировать|утилизировать|умерщвлять|в газовую камеру|в печь|на мыло)"
"""What is said of the weak in earnest; «душить пенсионеров тарифами» is criticism."""
_EVIL = r"(?:террорист|преступник|бандит|вор|насильник|убийц|животн|твар|паразит|мраз)"
_HURT = (
    r"бить|резать|вырезать|убивать|вешать|стрелять|расстреливать|расстрелять|давить|душить|жечь|сжечь|выжигать|травить"
    r"|истреблять|истребить|уничтожать|уничтожить|депортировать всех|гнать всех|выслать всех|выселить всех|мочить"
)
_HATRED = compile_sign(
    r"\b(?:чурбан(?:ы|ов|ам|ами)|чурек(?:и|ов)|чуркобес\w*|чуркестан\w*|черножоп\w+|черномаз\w+|жидов\w*|жид(?:ы|ам"
    r"|ами)"
    r"|жидобандер\w*|жидяр\w+|свинособак\w*|цыганье|цыганв(?:а|ы|у|е|ой)|татарв(?:а|ы|у|е|ой)|чучмек\w*|чернозад\w+"
    r"|китаез\w+|негритос\w*|ниггер(?:ы|ов|ам|а|у|ами|ша|ши)?\b|армяш(?:к\w+|ек)"
    r"|азербот\w*|хачье|джамшут\w*|мамбеты|(?:бабайск|нерусск|чурекск"
    r"|басурманск)\w+ (?:морд|рож|хар|рыл)\w+"
    r"|(?:морд|рож|хар|рыл)\w+ (?:нерусск|кавказск|бабайск|азиатск|черн)\w+|даг(?:и|ов|ам|ами) (?:понаех\w+|вон"
    r"|обнагле\w+)"
    r"|(?:понаех\w+|развелось) даг(?:и|ов)|таджичье|узбечье|нерус(?:ь|и|ей|ям|ями|ью)"
    r"|чурки понаех\w+|(?:вонюч|нерусск|гребан|понаехавш)\w+ чурк\w+|(?:азер|айзер)(?:ы|ов|ам|ье)"
    r"|хач(?:и|ей|ам|ики|иков|икам)|абрек(?:и|ов)|нигер(?:ы|ов|ам)|узкоглаз\w+|узкопленочн\w+"
    r"|косоглазы\w+ (?:твар|мраз|обезьян)\w*|хохл(?:ы|ов|ам|ами|у|ом|ах|я\w*|ушк\w+)|хохол"
    r"|п[ие]ндос(?:ы|ов|ам|ами|ня|ии)|звер(?:ье|ьки|ьков) с (?:гор|кавказа)"
    r"|свинорыл\w+|москал(?:и|ей|ям)|кацап(?:ы|ов)|русн(?:я|и|е|ей|ю)|укроп(?:ы|ов|ам|ами) (?:поган|прокля|сдохн)\w+"
    r"|понаехавш\w+ твар\w+|россия для русских(?! (?:\w+ )?(?:язык|школ|сказ|писат))"
    rf"|смерть {_PEOPLE}(?! (?:лес|рек|дорог|язык|дерев))|(?:{_HURT}) (?:(?:надо|нужно|пора|всех|этих"
    rf"|таких) ){{0,3}}{_PEOPLE}(?! (?:нельзя|запрещ"
    rf"|прекрат))"
    rf"|гнать (?:(?:надо|нужно|пора|всех|этих|отсюда|прочь) ){{1,3}}(?!хохл){_NATION}|(?:гнать|выгнать|выселить|выслать"
    rf"|депортировать) (?:\w+ )?{_NATION} (?:\w+ )?(?:вон|отсюда|домой|из (?:город"
    rf"|стран|росси|район|посел)\w*)"
    rf"|(?:{_NATION}) (?:все )?(?:вон|прочь)(?=\s*(?:[!.…]|$)| отсюда| из (?!окна|\d)| с (?:рынк|наш))|(?:вонюч|грязн"
    rf"|поган|тупорыл"
    rf"|паршив|обнаглевш|проклят)(?:ые|ый|ая|ых|ого"
    rf"|ую|ие|их) {_PEOPLE}"
    r"|(?:цыганск|кавказск|таджикск|узбекск|азиатск|еврейск|хохляцк|чеченск|дагестанск)(?:ая|ое|ие|ий|ую|ого) (?:зараз"
    r"|отродь|швал|быдл"
    r"|сброд|свинь|твар|обезьян|скот|мраз|(?<!азиатские )(?<!кавказские )(?:животн|звер))\w*|звер(?:ье"
    r"|ьки) кавказск\w+|черн(?:ые|ая|ых|ого) (?:обезьян"
    r"|твар|мраз)\w*"
    r"|чернота (?:понаех|понабеж|заполон)\w*|хохлосвин\w*|хохлопитек\w*|кацапн\w+|жидомасон\w*"
    rf"|(?!\w+(?:ам|ям|им) ){_PEOPLE} (?:\w+ ){{0,3}}(?:надо|нужно|пора) (?:\w+ )?(?:{_HURT})"
    rf"|{_PEOPLE} (?:бы )?(?:всех )?(?:резать|сжечь|расстрелять|вешать|стрелять|бить)|{_PEOPLE} (?:вонюч|поган)(?:ие"
    rf"|ые|ий|ый|ая)"
    rf"|{_PEOPLE} (?:\w+ ){{0,3}}(?:{_HURT}) (?:надо|нужно|пора)"
    rf"|(?:всех|этих) {_PEOPLE} (?:\w+ ){{0,3}}(?:в землю|в печь|в топку|на кол|к стенке|на виселицу|под нож"
    rf"|в газовую камеру)"
    rf"|{_PEOPLE}[ –—-]+(?:это )?(?:не люди|нелюди|недочеловеки|скоты?|грязь|мусор|отбросы|паразиты|саранча|зараза"
    rf"|животные|обезьяны|звери|недоразвит\w+)"
    rf"|(?<!не )(?<!что )все (?:эти )?{_PEOPLE} (?:[–—-] )?{_EVIL}\w*(?![^.!]{{0,20}}\?)"
    rf"|(?<!не )(?<!что ){_PEOPLE} (?:[–—-] )?(?:(?:это )?все(?: как один)?|поголовно"
    rf"|сплошь)(?: [–—-])? {_EVIL}\w*(?![^.!]{{0,20}}\?))\b"
)  # fmt: skip
_OF_THE_FRAIL = compile_sign(
    rf"\b(?:{_PUT_AWAY} (?:надо|нужно|пора) (?:\w+ )?{_FRAIL}"
    rf"|{_FRAIL} (?:\w+ ){{0,3}}(?:надо|нужно|пора) (?:\w+ )?{_PUT_AWAY}"
    rf"|(?:надо|нужно|пора) (?:\w+ )?{_PUT_AWAY} (?:\w+ )?{_FRAIL}"
    rf"|{_FRAIL} (?:\w+ )?(?:в газовую камеру|в печь|на мыло))\b"
)
_BITTER = compile_late(
    r"\?|видимо|\bвидно\b|по-? ?вашему|по мнению|выходит|получается|предлага|остал[оа]сь|\bвам\b|\bвы\b|власт|минздрав"
)
"""«Стариков, видимо, пора усыпить»: bitter words about those who treat the weak so."""
_CHOCKS = compile_sign(r"\bчур(?:к(?:и|ам|ами|ах|а|у|ой)|ок)\b(?! понаех)")
_OF_PEOPLE = compile_late(
    r"понаех|по-русски|за рулем|водител|понабежал|развелось|развели|орут|орет|торгу|занял|захват|\bвон\b|домой|гнать"
    r"|гони|выгн|лезут|достали"
    r"|обнагле|живут"
    r"|насил|дерут|режут|рынк|\bэтих|всяк|нерусск|черн|русск|таксист|таксу|шаурм|регистрац|мигрант|гражданств"
    r"|аул|кишлак"
)
_OF_WOOD = compile_late(
    r"берез|осин|сосн|дров|колот|пилен|пилят|напил|распил|\bкуб|печ[иьк]|полен|дерев|ствол|топить|бревн|леж[аи]т"
    r"|самосвал"
    r"|машину|шашлык|костер|\bгор[ия]т|сыры"
)
_CALLED_FOR = compile_late(
    r"\b(?:призы[вк]|хотят|ходят|ходили|собираются|пытались|грозят|угрожают|нельзя|запретите|перестаньте|хватит"
    r"|прекратите)"
    r"[а-я]* (?:[а-я]+ )?$"
)
"""Who tells what others call for or do: «скинхеды призывают …»."""
_TUFT = compile_late(r"хохол|хохл(?:ом|а|у|ушк\w+|ятся)")
_OF_BIRDS = compile_late(r"птиц|удод|\bкур[иоы]|петух|голуб|попуга|перь|воробь|хохлаты")
_NICKNAME = compile_late(r"хох(?:ол|л\w+)|москал\w+|кацап\w+")
_AT_PEACE = compile_late(
    r"дружн|дружим|дружат|мирно|душа в душу|\bвсе (?:вместе|стоим|жив|равны|люди|свои)|\bвместе (?:жив|работ|строи|ход)"
    r"|\b(?:я|мы)(?: с \w+)?(?: сам[аи]?)?(?: же)? (?:хохл|хохол)|\b(?:мой|моя|моего|наш) (?:дед|дедушка|муж|отец"
    r"|папа|мама|жена|бабушка"
    r"|прадед|зять|тесть)\b|по национальности|землячеств|какая разница|не важно|неважно|одна семья"
)
_ANGRY = compile_late(
    r"\b(?:вон|прочь|сдох|твар|мраз|гнат|гони|убира|понаех|бей|резать|вешать|поган|вонюч|прокля|ненави|чемодан"
    r"|предател|фашист|сгор|добит|мочит|высел|депорт|наплод|обнагл|нелюд|скот|свин|нацист|бандер|урод|туп)"
)
"""People call themselves and each other so in peace, unless something angry stands beside it."""
_NEAR: Final = 60
"""Characters before and after «чурки» in which it is said whether they are wood or meant for people."""


def find(text: str) -> Finding | None:
    """A slur against a nation or a faith, or a call to hurt its people; no surname and no village that sounds so."""
    folded = read_through(text)
    read = without_reported(folded.text)
    for match in chain(_HATRED.finditer(read), _of_the_frail(read), _CHOCKS.finditer(read)):
        start, end = folded.span(*match.span())
        is_name = is_surname(text, start, end) or is_place(text, start, end)
        if is_name or _is_wood_or_bird(read, match) or _is_nickname(read, match):
            continue
        if not _is_told(read, match.start()):
            return Finding(rule=RULE, ground=HATE, start=start, end=end, certainty=0.8)
    return None


def _of_the_frail(read: str) -> Iterator[re.Match[str]]:
    for match in _OF_THE_FRAIL.finditer(read):
        if not _BITTER.search(read, max(0, match.start() - _NEAR), match.end() + _NEAR):
            yield match


def _is_told(read: str, start: int) -> bool:
    return is_called_so(read, start) or bool(_CALLED_FOR.search(read, max(0, start - _NEAR), start))


def _is_nickname(read: str, match: re.Match[str]) -> bool:
    """«Москали, хохлы, татары – все живём дружно», «мой дед хохол»."""
    if not _NICKNAME.fullmatch(match.group()):
        return False
    start, end = max(0, match.start() - _NEAR), match.end() + _NEAR
    return bool(_AT_PEACE.search(read, start, end)) and not _ANGRY.search(read, start, end)


def _is_wood_or_bird(read: str, match: re.Match[str]) -> bool:
    """«Чурки берёзовые», «у удода хохол»: unless the words around it speak of people."""
    start, end = max(0, match.start() - _NEAR), match.end() + _NEAR
    if _TUFT.fullmatch(match.group()):
        return bool(_OF_BIRDS.search(read, start, end))
    if not _CHOCKS.fullmatch(match.group()):
        return False
    return bool(_OF_WOOD.search(read, start, end)) or not _OF_PEOPLE.search(read, start, end)
