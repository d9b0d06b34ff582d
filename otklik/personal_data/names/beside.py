"""Hides names that only what stands beside them gives away: a phone, a name hidden before, «апа» and «абый»."""

import re
from typing import Final

from otklik.personal_data.contacts import hidden_emails, hidden_phones
from otklik.personal_data.names.name_words import first_name, is_place, surname
from otklik.personal_data.names.names import MARK
from otklik.personal_data.names.remembered import remembered
from otklik.shared.lemmas import all_lemmas, can_be_first_name, is_common_word
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

_WORD: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_HIDDEN: Final = re.escape(MARK)
_CONTACT: Final = compile_late(
    rf"(?P<before>(?:{re.escape(hidden_phones.MARK)}|{re.escape(hidden_emails.MARK)})"
    rf"[\s,(–—-]{{0,3}}(?:спросить |спрашивать |зовут |это )?)(?P<name>{_WORD})\b"
)
"""Whose phone or box it was: «Т. […] Лена»."""
_NEXT: Final = compile_late(rf"(?P<before>{_HIDDEN}(?:,? и |, ))(?P<name>{_WORD})\b(?!\s?,?\s?\d)")
_PREVIOUS: Final = compile_late(rf"(?P<before>(?:^|[:;,(]\s?))(?P<name>{_WORD})(?=(?:,? и |, ){_HIDDEN})")
"""One more in a row of people: «[…] и Варя», «Никитина, […]»."""
_CAPITALS_BEFORE: Final = compile_late(rf"(?P<before>)\b(?P<name>[А-ЯЁ]{{3,}}(?:-[А-ЯЁ]{{3,}})?)(?=\s{_HIDDEN})")
_CAPITALS_AFTER: Final = compile_late(rf"(?P<before>{_HIDDEN}\s)(?P<name>[А-ЯЁ]{{3,}}(?:-[А-ЯЁ]{{3,}})?)\b")
"""«ПЕТУХОВА […]»."""
_ELDER: Final = compile_late(
    rf"(?P<before>)\b(?P<name>{_WORD})(?=\s(?:апа|апай|аби|абый|абзый|ака|опа|эже|ханум|бабай|эби|джан|хола|муаллим)\b)"
)
"""How one calls one's elders in Tatar, Bashkir, Uzbek, Kyrgyz, Azerbaijani and Armenian."""


def hide(text: str) -> str:
    """Put a mark in place of such names."""
    text = _ELDER.sub(lambda found: _hide_if(found, sure=_may_be_elder(found["name"])), text)
    text = _CONTACT.sub(lambda found: _hide_if(found, sure=can_be_first_name(found["name"])), text)
    for pattern in (_CAPITALS_BEFORE, _CAPITALS_AFTER):
        text = pattern.sub(lambda found: _hide_if(found, sure=surname(found["name"].capitalize()) >= 0.3), text)
    for pattern in (_NEXT, _PREVIOUS):
        text = pattern.sub(lambda found: _hide_if(found, sure=_is_one_more(found["name"])), text)
    return text


def _may_be_elder(word: str) -> bool:
    """«Лейсан апа», but not «Улица апа»: a first name, or no word of the dictionary."""
    return first_name(word) > 0 or not (is_common_word(fold(word)) or is_place(word))


def _is_one_more(word: str) -> bool:
    if is_place(word) or not remembered().isdisjoint(all_lemmas(fold(word))):
        return False
    return first_name(word) >= 0.3 or surname(word) >= 0.7


def _hide_if(found: re.Match[str], *, sure: bool) -> str:
    return f"{found['before']}{MARK}" if sure else found[0]
