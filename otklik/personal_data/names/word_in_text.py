"""A word of a text with what stands around it. Plain."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from otklik.personal_data.names.name_places import (
    BEGINS,
    HOUSE,
    INITIALS_AFTER,
    INITIALS_BEFORE,
    PLACE,
    SECOND_OF_A_STREET,
    TWO_SMALL_BEFORE,
)
from otklik.personal_data.names.name_words import NO_NAMES, are_named_after, first_name, surname
from otklik.personal_data.names.remembered import remembered, remembered_alone
from otklik.shared.lemmas import all_lemmas, is_word
from otklik.shared.text import fold

_MOST_BEFORE: Final = 48


@dataclass(frozen=True)
class Word:
    """A word of a text with what stands around it."""

    text: str
    start: int
    end: int
    whole: str

    @cached_property
    def before(self) -> str:
        """The letters before it, as many as matter."""
        return self.whole[max(0, self.start - _MOST_BEFORE) : self.start]

    @property
    def is_capital(self) -> bool:
        """Written as a name is; of a word with more capitals nobody can say."""
        return all(half[:1].isupper() and half[1:].islower() for half in self.text.split("-"))

    @cached_property
    def begins(self) -> bool:
        """It begins a sentence: its capital tells nothing."""
        return BEGINS.search(self.before) is not None

    @property
    def is_of_a_place(self) -> bool:
        """The place before it is called so, or the street by a first name before it and this surname."""
        if PLACE.search(self.before) is not None:
            return True
        named = SECOND_OF_A_STREET.search(self.before)
        return named is not None and are_named_after(named["first"], self.text)

    @property
    def has_a_house(self) -> bool:
        """The number of a house follows."""
        return HOUSE.match(self.whole, self.end) is not None

    @property
    def is_no_name(self) -> bool:
        """A name besides, but hardly so where residents write it."""
        return not NO_NAMES.isdisjoint(self.lemmas)

    @property
    def is_known(self) -> bool:
        """The dictionary has it."""
        return is_word(fold(self.text))

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Its dictionary forms."""
        return all_lemmas(fold(self.text))

    @property
    def is_remembered(self) -> bool:
        """Streets are called after somebody of this name."""
        return bool(self._remembered(remembered()))

    @property
    def is_remembered_alone(self) -> bool:
        """The name alone is nobody's but theirs."""
        return bool(self._remembered(remembered_alone()))

    def _remembered(self, among: frozenset[str]) -> set[str]:
        """Not for a first name that a surname is made of: «Николаев», «Петров» are many people's."""
        found = self.lemmas & among
        if not found or surname(self.text) < 0.2:
            return set(found)
        return {lemma for lemma in found if first_name(lemma) < 0.5}


def are_neighbours(one: Word, next_one: Word) -> bool:
    """Whether only blanks stand between two words."""
    return one.whole[one.end : next_one.start] in (" ", "\u00a0", "  ")


def with_initials(first: Word, last: Word) -> tuple[int, int]:
    """Initials beside a name go with it; far before it, none are looked for."""
    before = INITIALS_BEFORE.search(first.before) or TWO_SMALL_BEFORE.search(first.before)
    after = INITIALS_AFTER.match(last.whole, last.end)
    return first.start - (len(before[0]) if before else 0), after.end() if after else last.end
