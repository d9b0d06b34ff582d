"""Hides how people name themselves and others: «я, Иванова Мария», «с уважением, Иванов П. С.», «Мария Петровна».

Modest on purpose: a surname alone looks like a street or a town. Names in the names of places («им. …») stay.
"""

from otklik.shared.patterns import compile_late

MARK = "[имя скрыто]"

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?"
_WITH_INITIALS = rf"(?:{_WORD}\s{_INITIALS}|{_INITIALS}\s?{_WORD})"
_SEVERAL = rf"(?:{_WITH_INITIALS}|{_WORD}(?:\s{_WORD}){{1,2}})"
_ANY = rf"(?:{_WITH_INITIALS}|{_WORD}(?:\s{_WORD}){{0,2}})"

_AFTER_I = compile_late(rf"(?P<before>\b[Яя](?:,\s|\s[–—-]\s?|\s)){_SEVERAL}")
_AFTER_PHRASE = compile_late(
    r"(?P<before>\b(?:[Мм]еня зовут|[Мм]о[яю] фамили[яю]|[Мм]о[её] имя|[Зз]аявител\w+|"
    rf"[Сс] уважением|[Пп]ишет вам|[Вв]ас беспокоит|ФИО|Ф\.И\.О\.)\s?[:,–—-]?\s){_ANY}"
)
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:ович|евич|[ьл]ич|мич)(?:а|у|ем|е)?|[А-ЯЁ][а-яё]+(?:овн|евн|ичн)(?:а|ы|е|у|ой)"
_WITH_PATRONYMIC = compile_late(
    rf"(?P<namesake>\b(?:им\.|имени)\s)?\b(?:{_WORD}\s)?{_WORD}\s(?:{_PATRONYMIC})\b(?:\s{_WORD}\b)?"
)


def hide(text: str) -> str:
    """Put a mark in place of people's names."""
    text = _AFTER_PHRASE.sub(rf"\g<before>{MARK}", text)
    text = _AFTER_I.sub(rf"\g<before>{MARK}", text)
    return _WITH_PATRONYMIC.sub(lambda found: found[0] if found["namesake"] else MARK, text)


def find(text: str) -> list[str]:
    """The names that would be hidden."""
    found = [one[0][len(one["before"]) :] for pattern in (_AFTER_PHRASE, _AFTER_I) for one in pattern.finditer(text)]
    return found + [one[0] for one in _WITH_PATRONYMIC.finditer(text) if not one["namesake"]]
