"""Finds e-mail addresses, also those disguised: «ivan собака mail.ru», «ivan (at) mail точка ru»."""

import re
from typing import Final

from otklik.personal_data.spans import Span
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places

KIND: Final = "email"

_AT = (
    r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|эт|ат|a|а|(?:сюда |тут |здесь )?с[оа]бак[ауи]|собачк[ауи]|dog|@)\s?[)\]}>]\s?"
    r"|,?\s(?:с[оа]бака|собачка|собачк[ои]й|at|dog),?\s(?:(?:потом|дальше|далее|затем)\s)?|(?<=[a-z\d_])\s(?:эт|ат)\s(?=[a-z]|\w{2,30}\sточка\s)"
    r"|\s?[-*/_«\"'~|]с[оа]бак[ауи][-*/_»\"'~|]\s?|(?<=[a-z\d])с[оа]бак[аи](?=[a-z\d]))"
)
_DOT = (
    r"(?:[.。]|\s?\.\s?(?=(?:ru|com|net|org|рф)\b)|,?\s(?:точка|dot)\s"
    r"|[-*/_~|]точка[-*/_~|]|\s?[(\[](?:точка|dot)[)\]]\s?)"
)
_BOX = (
    r"(?:\w[\w.+-]{0,63}\s(?:точка|тире|дефис|(?:нижнее )?подч[её]ркивание)\s){0,3}"
    r"(?:(?:(?<!\S)\w\s){3,30}|\w[\w.+-]{0,63})"
)
"""Also «зина точка птица», letter by letter: «g o r e l o v»."""
_EMAIL = compile_late(
    rf"(?<![\w.+@-])(?P<box>{_BOX})(?P<at>{_AT})(?P<host>[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?{_DOT}"
    r"(?:ru|com|net|org|рф|su|ua|by|kz|me|info|biz|рус|online|site|pro|io|ру|ком|москва|[a-z]{2,10}))"
    r"(?![a-z\d_-]|(?<![a-z])[а-я]|\.[a-z\d])"
)
_ODDLY_ENDED = compile_late(
    rf"(?<![\w.+@-])(?P<box>{_BOX})(?:@(?P<host>[\w-]{{1,63}}(?:\.[a-zа-я]{{2,12}}|,(?:ru|com|net|org|рф)))"
    rf"|(?P<at>{_AT})[\w-]{{1,63}}\s(?:(?:точка|dot)\s(?:нет|орг|инфо)|ru|com|net|org|ру)"
    r"|[(\[]\s?[a-zа-я]{1,9}\s?[)\]][\w-]{1,63}[(\[](?:точка|dot|тчк)[)\]](?:\w{2,10}))(?![\w-]|\.\w)"
)
"""A name of hosts in Cyrillic, a comma for a dot, «точка нет», any word in brackets before «(точка)»."""
_SIGN = compile_late(
    r"@|\((?:точка|dot|тчк)[)\]]|\[(?:точка|dot|тчк)[)\]]|с(?:(?<=\bс)|(?<=[a-z\d]с))[оа]бач?к|с(?<=_с)[оа]бак"
    r"|at(?<=\sat)\s|dog(?<=\sdog)\s|эт(?<=\sэт)\s|ат(?<=\sат)\s"
    r"|\(\s?(?:at|эт|ат|a|а|dog)\s?[)\]}]|\[\s?(?:at|эт|ат|a|а|dog)\s?[)\]}]|\{\s?(?:at|эт|ат|a|а|dog)\s?[)\]}]"
)
"""One of these is in every address; each begins with a letter or sign of its own, so that it is found quickly."""
_LETTER_IN_BRACKETS = compile_late(r"\W*[aа]\W*")
_FEWEST_LETTERS: Final = 3
_PUBLIC_BOX = compile_late(r"(?:info|adm|admin|office|priem\w*|press|edds|kanc\w*|obrashch?eni\w*|gossovet)$")
_PUBLIC_HOST = compile_late(r"(?:^|\.)(?:gov\.ru|mos\.ru|gosuslugi\.ru|egov\w*\.ru)$|^(?:gov|adm|admin)[\w-]*\.")


def find(text: str) -> Span | None:
    """An e-mail address; those of authorities (gov.ru, «priemnaya@…», «info@…») are public anyway."""
    folded = fold_with_places(text)
    if not _SIGN.search(folded.text):
        return None
    for match in (*_EMAIL.finditer(folded.text), *_ODDLY_ENDED.finditer(folded.text)):
        host = re.sub(r"\s", "", re.sub(_DOT, ".", match["host"] or ""))
        if not (_PUBLIC_BOX.match(match["box"]) or _PUBLIC_HOST.search(host) or _is_point_of_list(match, host)):
            start, end = folded.span(*match.span())
            return Span(KIND, start, end, 0.95)
    return None


def _is_point_of_list(match: re.Match[str], host: str) -> bool:
    """«Дом 12 (а) www.site.ru»: a letter in brackets is the sign of an address only after a box of three letters."""
    if not match["at"] or not _LETTER_IN_BRACKETS.fullmatch(match["at"]):
        return False
    return sum(map(str.isalpha, match["box"])) < _FEWEST_LETTERS or host.startswith("www.")
