"""Hides numbers of passports, bank cards, insurance, taxpayers and personal accounts.

What the rules of triage are sure of, and besides what only looks so: a mistyped number is somebody's too.
"""

import re

from otklik.publication.redactions.found import hide_found
from otklik.shared.patterns import compile_late
from otklik.triage.rules import cards, inn, passports, snils
from otklik.triage.rules.spoken import NUMBER_WORD

MARK = "[номер скрыт]"

_SURE = (passports.find, cards.find, snils.find, inn.find)
_CARD_OR_ACCOUNT = compile_late(r"(?<!\d)\d(?:[ \u00a0-]?\d){15,19}(?![ \u00a0-]?\d)")
"""16 to 20 digits: a bank card, a policy of medical insurance, a bank account."""
_CARD_WITH_DOTS = compile_late(r"(?<![\d.])[2-6]\d{3}([./_])\d{4}\1\d{4}\1\d{4}(?![\d.]\d)")
_IN_WORDS = compile_late(
    rf"(?P<name>\b(?:паспорт\w*|серия|снилс|инн|полис\w*|карт[аыуе])(?:\s(?:номер|серия|мой|моя))?[\s:.,№–—-]{{1,3}})"
    rf"(?:{NUMBER_WORD}|\d{{1,4}})\b(?:[\s,.–—-]{{1,3}}(?:{NUMBER_WORD}|\d{{1,4}})\b){{4,20}}",
    re.IGNORECASE,
)
"""«паспорт шестьдесят пять ноль четыре сто двенадцать…»."""
_LIKE_INSURANCE = compile_late(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)")
_LIKE_PASSPORT = compile_late(r"(?<!\d)\d{2} ?\d{2} ?(?:№|N|номер)? ?\d{6}(?!\d)", re.IGNORECASE)
_NAMED = compile_late(
    r"(?P<name>\b(?:паспорт\w*|серия|инн|снилс|полис\w*|омс|огрнип|свидетельств\w+|"
    r"лицев\w+ сч[её]т\w*|л/с|договор\w*|св(?:ид)?-во|загран(?:паспорт|ник)\w*|удостоверени\w+|уд-?ни[ея]|ветеранск\w+"
    r"|военн\w+ билет\w*|военник\w*|водительск\w+|в/у|права|справк\w+ (?:мсэ|вт[эе]к|об инвалидности)|мсэ"
    r"|карт[аыуе] сбера"
    r"|больничн\w+|медкарт\w+|амбулаторн\w+ карт\w+|рецепт\w*)"
    r"(?:\s(?:рф|физ\w*|гражданина|о рождении|о браке|о смерти|о праве|серия|номер|ветерана|труда|инвалида"
    r"|многодетн\w+|пенсионн\w+"
    r"|лист\w*|моей|моего|мо[йеяё]|мамы|сына"
    r"|дочери))*[\s:.,№#N]*)"
    r"(?:(?-i:[IVXА-ЯЁA-Z]{1,5}(?:[\s-][А-ЯЁA-Z]{1,3})?|\d{1,2})[\s№#N:-]+|-(?:19|20)\d\d[\s№#N]+)?"
    r"(?P<number>\d[\d\s-]{3,18}\d)",
    re.IGNORECASE,
)


def hide(text: str) -> str:
    """Put a mark in place of every number of a document; the word before it stays."""
    for find in _SURE:
        text = hide_found(text, find, lambda _: MARK)
    for shape in (_CARD_OR_ACCOUNT, _CARD_WITH_DOTS, _LIKE_INSURANCE, _LIKE_PASSPORT):
        text = shape.sub(MARK, text)
    return _NAMED.sub(rf"\g<name>{MARK}", _IN_WORDS.sub(rf"\g<name>{MARK}", text))
