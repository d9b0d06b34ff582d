"""Hides numbers of passports, bank cards, insurance, taxpayers and personal accounts.

What the rules of triage are sure of, and besides what only looks so: a mistyped number is somebody's too.
"""

import re

from otklik.personal_data.documents import cards, inn, passports, snils
from otklik.personal_data.numbers.counted import LONG, is_counted, is_money
from otklik.personal_data.numbers.spoken import NUMBER_WORD
from otklik.personal_data.spans import mask
from otklik.shared.patterns import compile_late

MARK = "[номер скрыт]"

_SURE = (passports.find, cards.find, snils.find, inn.find)
_CARD_OR_ACCOUNT = compile_late(r"(?<!\d)\d(?:[ \u00a0-]?\d){15,19}(?![ \u00a0-]?\d)")
"""16 to 20 digits: a bank card, a policy of medical insurance, a bank account."""
_CARD_WITH_DOTS = compile_late(r"(?<![\d.])[2-6]\d{3}([./_])\d{4}\1\d{4}\1\d{4}(?![\d.]\d)")
_IN_WORDS = compile_late(
    rf"(?P<name>\b(?:паспорт\w*|серия|снилс|инн|полис\w*|карт[аыуе])(?:\s(?:номер|серия|мой|моя))?[\s:.,№–—-]{{1,3}})"
    rf"(?P<number>(?:{NUMBER_WORD}|\d{{1,4}})\b(?:[\s,.–—-]{{1,3}}(?:{NUMBER_WORD}|\d{{1,4}})\b){{4,20}})(?!\s?руб)",
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
    r"(?:\s(?:рф|физ[а-яё]*|гражданина|о рождении|о браке|о смерти|о праве|серия|номер|ветерана|труда|инвалида"
    r"|многодетн[а-яё]+|пенсионн[а-яё]+"
    r"|лист[а-яё]*|моей|моего|мо[йеяё]|мамы|сына"
    r"|дочери))*+)"
    r"(?:(?P<gap>[\s:.,№#N]*)"
    r"(?:(?-i:[IVXА-ЯЁA-Z]{1,5}(?:[\s-][А-ЯЁA-Z]{1,3})?|\d{1,2})[\s№#N:-]+|-(?:19|20)\d\d[\s№#N]+)?"
    r"(?P<number>\d[\d\s-]{3,18}\d))?",
    re.IGNORECASE,
)
"""A row of words of any length is read once: without a number behind it, it is found all the same and stays."""

_CADASTRAL = compile_late(r"(?<![\d:])\d{2}\s?:\s?\d{2}\s?:\s?\d{6,7}\s?:\s?\d{1,6}(?![\d:])")
_ENFORCEMENT = compile_late(
    r"(?<![\d/])\d{1,9}/\d{2}/\d{2,6}(?:/\d{2})?\s?-\s?(?:ИП|СД|СВ)\b"
    r"|(?<=[№N] )\d{4,9}/\d{2}/\d{4,6}(?![\d/])",
    re.IGNORECASE,
)
"""«123456/24/66003-ИП»: of bailiffs."""

_LEAST_DIGITS = 6
_SURE_DIGITS = 9
_ACCOUNT = compile_late(r"лицев|л/с", re.IGNORECASE)
_YEARS = compile_late(r"(?:19|20)\d\d\s?-\s?(?:19|20)\d\d")
_MAY_BE_ANYTHING = compile_late(r"права|рецепт|мсэ|больничн|медкарт|ветеранск|справк", re.IGNORECASE)
_SAID_TO_BE_NUMBER = compile_late(r"[№#N]|номер", re.IGNORECASE)


def hide(text: str) -> str:
    """Put a mark in place of every number of a document; the word before it stays."""
    for find in _SURE:
        text = mask(text, find, lambda _: MARK)
    for shape in (_CADASTRAL, _ENFORCEMENT, _CARD_OR_ACCOUNT, _CARD_WITH_DOTS, _LIKE_INSURANCE, _LIKE_PASSPORT):
        text = shape.sub(MARK, text)
    return _NAMED.sub(_hide_named, _IN_WORDS.sub(_hide_in_words, text))


def _hide_in_words(found: re.Match[str]) -> str:
    """Not for figures alone: «карта 10 20 30 40 50 60» are routes, and long numbers are hidden before."""
    return found[0] if found["number"].replace(" ", "").isdigit() else f"{found['name']}{MARK}"


def _hide_named(found: re.Match[str]) -> str:
    """Not what is counted, nor years: «права, 10 000 рублей», «МСЭ 2025-2026», «больничный 15-20 дней»."""
    number = found["number"]
    if number is None or _YEARS.fullmatch(number):
        return found[0]
    digits = sum(letter.isdigit() for letter in found.string[found.end("name") : found.end()])
    is_loose = _MAY_BE_ANYTHING.match(found["name"]) and not _SAID_TO_BE_NUMBER.search(found[0])
    if (digits < _SURE_DIGITS or is_loose) and _is_counted(found, digits):
        return found[0]
    if is_loose and (digits < _LEAST_DIGITS or (digits < LONG and not number.isdigit())):
        return found[0]
    return f"{found['name']}{found['gap']}{MARK}"


def _is_counted(found: re.Match[str], digits: int) -> bool:
    """Never what «№» stands before; on an account only money is counted: «л/с 123456 чел» is its number."""
    if _SAID_TO_BE_NUMBER.search(found[0]):
        return False
    if _ACCOUNT.match(found["name"]):
        return digits < LONG and is_money(found.string, found.end())
    return is_counted(found.string, found.end(), digits=digits)
