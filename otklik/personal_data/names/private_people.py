"""Hides names of private persons as residents write them: «сосед Иванов», «моя мама галина», «Петрову Марию», «Палыч».

Read word by word with the dictionary: what a word may be, what stands before and after it. A namesake of a street, a
school or a monument keeps the place: «улица Марии Цвиллинг», «школа им. Пушкина», «на Свердлова, 10».
"""

from collections.abc import Iterator
from typing import Final

from otklik.personal_data.names.deeds import is_thing_doing, is_verb
from otklik.personal_data.names.first_names import is_first_name_of_list
from otklik.personal_data.names.name_places import (
    ALONG,
    FROM_A_FLAT,
    INITIALS_AFTER,
    INITIALS_BEFORE,
    INTO,
    LIKE_A_PLACE,
    NAMED_AFTER,
    NUMBER_BEFORE,
    OF_A_POST,
    OF_KIN,
    TWO_SMALL_BEFORE,
)
from otklik.personal_data.names.name_words import (
    ends_like_a_surname,
    first_name,
    is_called_straight,
    is_diminutive,
    is_of_somebody,
    is_ordinary,
    is_place,
    is_too_long,
    kinds_in_agreement,
    may_be_named,
    patronymic,
    surname,
)
from otklik.personal_data.names.names import MARK
from otklik.personal_data.names.word_in_text import Word, are_neighbours, with_initials
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

_WORD: Final = compile_late(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")


def hide(text: str) -> str:
    """Put a mark in place of names of private persons."""
    left, done = [], 0
    for start, end in find_names(text):
        left += [text[done:start], MARK]
        done = max(done, end)
    return "".join([*left, text[done:]])


def find_names(text: str) -> list[tuple[int, int]]:
    """Where names of private persons stand: from, to; in their order, none within another."""
    words = [Word(one[0], one.start(), one.end(), text) for one in _WORD.finditer(text) if not is_too_long(one[0])]
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        count = _name_at(words, place)
        if count:
            first = place - _strange_before(words, place, found)
            count += _strange_after(words, place + count)
            start, end = with_initials(words[first], words[place + count - 1])
            found.append((start, end))
        place += count or 1
    return found


def _strange_before(words: list[Word], place: int, found: list[tuple[int, int]]) -> int:
    """1 where a word that no dictionary has stands before a name: «Нгуен Тхи Лан», «Дилноза Каримова»."""
    if place == 0 or (found and found[-1][1] > words[place - 1].start):
        return 0
    return int(_is_strange(words[place - 1]) and are_neighbours(words[place - 1], words[place]))


def _strange_after(words: list[Word], place: int) -> int:
    """How many such words follow a name: «ребёнку Хабибуллиной Амелии»."""
    count = 0
    while place + count < len(words) and count < 2:
        word = words[place + count]
        may_be_first = word.is_capital and not word.is_remembered and first_name(word.text) > 0
        if not (may_be_first or _is_strange(word)) or not are_neighbours(words[place + count - 1], word):
            break
        count += 1
    return count


def _is_strange(word: Word) -> bool:
    return word.is_capital and not word.is_known and len(word.text) > 2 and not (word.is_of_a_place or word.has_a_house)


def uncertain_surnames(text: str) -> Iterator[str]:
    """Words that may be a woman's surname or a street: «видели Иванова», «Петрова у окна»."""
    for one in _WORD.finditer(text):
        word = Word(one[0], one.start(), one.end(), text)
        if word.is_capital and _is_surname_alone(word) and is_of_somebody(word.text) and not _is_along(word):
            yield word.text


def _name_at(words: list[Word], place: int) -> int:
    """How many words from here on are the name of a private person; 0: none."""
    here = words[place]
    if here.text.isupper() and len(here.text) < 3:
        return 0
    run = _run(words, place)
    is_kin = OF_KIN.search(here.before) is not None
    if is_kin or OF_A_POST.search(here.before):
        count = max(_after_who(run, is_kin=is_kin), _full_name(run))
        if count:
            return count
    if here.is_of_a_place:
        return (
            0
            if NAMED_AFTER.search(here.before) or not INITIALS_AFTER.match(here.whole, here.end)
            else _by_initials(here)
        )
    return _full_name(run) or _by_initials(here) or _alone(run)


def _run(words: list[Word], place: int) -> list[Word]:
    """Up to three words that follow one another with nothing but a space between."""
    run = [words[place]]
    for word in words[place + 1 : place + 3]:
        if word.whole[run[-1].end : word.start] not in (" ", "\u00a0", "  ", "\n"):
            break
        run.append(word)
    return run


def _after_who(run: list[Word], *, is_kin: bool) -> int:
    """After «мама», «сосед», «врач»: words that may be names, as many as there are."""
    count = 0
    for word in run:
        if not _may_follow(word, is_kin=is_kin and count == 0):
            break
        count += 1
    if count and run[0].has_a_house and not is_kin and count == 1:
        return 0
    return count


def _may_follow(word: Word, *, is_kin: bool) -> bool:
    least = 0.25 if is_kin else 0.5
    if word.is_no_name or word.is_remembered_alone:
        return False
    if not word.is_capital:
        if not word.is_known and not is_first_name_of_list(word.text):
            return False
        likely = max(first_name(word.text), patronymic(word.text), surname(word.text))
        return (likely >= least and len(word.text) > 2) or (
            is_kin and may_be_named(word.text) and first_name(word.text) > 0
        )
    if is_place(word.text) and not first_name(word.text):
        return surname(word.text) >= 0.2
    if may_be_named(word.text) or ends_like_a_surname(word.text):
        return True
    return is_kin and not is_ordinary(word.text)


def _full_name(run: list[Word]) -> int:
    """A first name with a patronymic or a surname, in any order."""
    if len(run) < 2:
        return 0
    for length in (3, 2):
        part = run[:length]
        if len(part) == length and _are_one_person(part):
            return length
    return 0


def _are_one_person(part: list[Word]) -> bool:
    kinds = [_kind(word) for word in part]
    if kinds.count("p") == 2:  # «Петрошевич Анна Сергеевна»
        kinds[kinds.index("p")] = "s"
    is_small = not any(word.is_capital or word.is_no_name for word in part)
    if "" in kinds and len(part) == 2 and is_small and not NUMBER_BEFORE.search(part[0].before):
        kinds = kinds_in_agreement(part[0].text, part[1].text)
    if (
        "" in kinds
        or _is_remembered(part, kinds)
        or (_is_strange(part[0]) and part[0].begins and not part[1].is_capital)
    ):
        return False
    if "p" in kinds:
        return kinds.count("p") == 1 and len(set(kinds)) == len(kinds)
    if kinds == ["s", "s"] and _is_strange(part[0]) and surname(part[1].text) >= 0.7:  # «Дилноза Каримова»
        kinds[0] = "n"
    if sorted(kinds) != ["n", "s"] or (part[-1].has_a_house and is_of_somebody(part[-1].text)):
        return False
    return all(word.is_capital for word in part) or not any(word.is_capital for word in part[1:])


def _kind(word: Word) -> str:
    """n: first name, p: patronymic, s: surname; empty: none of them, or hardly."""
    if patronymic(word.text) >= 0.5:
        return "p"
    name, family = first_name(word.text), surname(word.text)
    least = 0.1 if word.is_capital else 0.6
    if max(name, family) < least:
        unknown = word.is_capital and not is_ordinary(word.text) and not is_place(word.text)
        return "s" if unknown and not (word.begins and (word.is_known or len(word.text) < 3)) else ""
    return "n" if name >= family else "s"


def _by_initials(word: Word) -> int:
    """«Иванов П. С.», «П. С. Иванов», «иванов п.с.»."""
    is_likely = surname(word.text) >= 0.5
    if word.is_capital:
        is_likely = surname(word.text) >= 0.05 or ends_like_a_surname(word.text)
    if word.has_a_house or len(word.text) < 3:
        return 0
    after = INITIALS_AFTER.match(word.whole, word.end)
    if after and (is_likely or (word.is_capital and not is_ordinary(word.text) and not is_place(word.text))):
        return 1
    before = INITIALS_BEFORE.search(word.before) if word.is_capital else TWO_SMALL_BEFORE.search(word.before)
    is_street = word.is_remembered_alone or (word.is_remembered and is_of_somebody(word.text))  # «М. Жукова»
    return 1 if before and is_likely and not is_street else 0


def _alone(run: list[Word]) -> int:
    """A patronymic, a first name or a surname that stands alone."""
    word = run[0]
    if patronymic(word.text) >= 0.7:
        return 1
    if word.is_no_name or (not word.is_capital and not word.is_known):
        return 0
    if word.has_a_house or NUMBER_BEFORE.search(word.before) or len(word.text) < 3:
        return 0
    if _is_first_name_alone(run):
        return 1
    if _is_along(word) or word.is_of_a_place or INTO.search(word.before):
        return 0
    if _does_something(run) and word.is_capital:
        if _is_thing(run):
            return 0
        likely = surname(word.text) >= 0.2 or (ends_like_a_surname(word.text) and not is_ordinary(word.text))
        return 1 if likely and not word.is_remembered_alone else 0
    return 1 if _is_surname_alone(word) and not is_of_somebody(word.text) else 0


def _does_something(run: list[Word]) -> bool:
    """«Петрова кидает», «Петрова из 12 квартиры», «Петровы затопили»: no street does so."""
    word = run[0]
    if FROM_A_FLAT.match(word.whole, word.end):
        return True
    if len(run) < 2 or run[1].is_capital:
        return False
    return is_verb(run[1].text) or (word.text.endswith("ы") and is_verb(run[1].text, of_many=True))


def _is_thing(run: list[Word]) -> bool:
    return is_thing_doing(run[0].text, run[1].text if len(run) > 1 else "")


def _is_first_name_alone(run: list[Word]) -> bool:
    word = run[0]
    likely = first_name(word.text)
    if not word.is_known and not is_diminutive(word.text):
        return False
    if word.is_remembered_alone or (_is_along(word) and likely < 0.9):
        return False
    if not is_called_straight(word.text) and _is_thing(run) and _does_something(run):  # «ива», no Ив's
        return False
    if len(run) > 1 and run[1].is_remembered and (surname(run[1].text) or run[1].has_a_house):
        return False
    if not word.is_capital:
        return likely >= 0.95 and len(word.text) > 3
    return likely >= (0.6 if word.begins else 0.3)


def _is_surname_alone(word: Word) -> bool:
    if word.is_remembered_alone or is_place(word.text) or word.is_of_a_place or word.has_a_house:
        return False
    if INTO.search(word.before) or LIKE_A_PLACE.search(fold(word.text)):
        return False
    if not word.is_known and not ends_like_a_surname(word.text):
        return False
    family = surname(word.text)
    if word.is_capital and not word.begins:
        return family >= 0.2
    return family >= 0.2 and family + first_name(word.text) >= (0.45 if word.is_capital else 0.9)


def _is_along(word: Word) -> bool:
    """«на Свердлова», «угол Кирова и Ленина»: a street, where the form allows it."""
    return ALONG.search(word.before) is not None and (is_of_somebody(word.text) or first_name(word.text) > 0)


def _is_remembered(part: list[Word], kinds: list[str]) -> bool:
    """«Павлика Морозова», but «Павел Морозов»: streets are called in another case."""
    kinds_of = list(zip(part, kinds, strict=True))
    if any(kind == "n" and is_called_straight(word.text) for word, kind in kinds_of):
        return False
    return any(word.is_remembered for word, kind in kinds_of if kind == "s")
