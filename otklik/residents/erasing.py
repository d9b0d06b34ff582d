"""Anonymises texts of others: finds and removes what identifies a person."""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.conf import settings

from otklik.residents.models import NetworkAccount
from otklik.shared.lemmas import can_be_first_name, is_common_word

ERASED = "•••"
_MARK = "erased-"
_SHORTEST_TEXT = 12
"""A shorter message («спасибо») may be anybody's words."""
_SHORTEST_SENTENCE: Final = 30
"""A shorter one («Когда уберут снег?») others say, too."""
_SHORTEST_TOLD: Final = 6
_FEWEST_DIGITS: Final = 6
_SHORTEST_SURNAME: Final = 5
_SHORTEST_BEGINNING: Final = 4
_ENDINGS: Final = re.compile(r"(?:[аоыи][йя]|[аяыи])$")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SENTENCES: Final = re.compile(r"(?<=[.!?…])\s+")


def _unchanged(text: str) -> str:
    return text


@dataclass(frozen=True)
class Person:
    """One account of a resident, and what it wrote: whatever of it stands in the words of others is taken out.

    `told`: what was told beside or within the words and leads to the person: phones, addresses, places.
    `names`: other spellings of the name. `hide_names` takes out what the person is called, in every case of the
    grammar.
    """

    account_id: int
    network: str
    external_id: str
    name: str
    texts: frozenset[str] = field(default_factory=frozenset)
    told: frozenset[str] = field(default_factory=frozenset)
    names: tuple[str, ...] = ()
    hide_names: Callable[[str], str] = _unchanged

    @property
    def needles(self) -> tuple[str, ...]:
        """What must stand nowhere afterwards, the longest first."""
        texts = (text for text in self.texts if len(text) >= _SHORTEST_TEXT)
        return tuple(sorted({one for one in (self.name, *texts) if one}, key=len, reverse=True))

    @property
    def rare_words(self) -> tuple[str, ...]:
        """The name's words that are neither first names nor words of the language: hardly anybody else is meant."""
        words = (
            word
            for name in (self.name, *self.names)
            for word in _LETTERS.findall(name)
            if len(word) >= _SHORTEST_SURNAME
        )
        return tuple(word for word in words if not can_be_first_name(word.lower()) and not is_common_word(word.lower()))

    @property
    def surnames(self) -> tuple[str, ...]:
        """Those without their endings, for a raw search."""
        return tuple(_ENDINGS.sub("", word) for word in self.rare_words)

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What those begin with in every case of the grammar, also where a vowel goes: «Соловей», «Соловьём»."""
        cut = {word[: max(_SHORTEST_BEGINNING, len(word) - 3)] for word in self.rare_words}
        return tuple(sorted(cut | {one.replace("ё", "е") for one in cut}))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return self._any_of(self.needles)

    @cached_property
    def _quoted(self) -> re.Pattern[str]:
        pieces = {piece for text in self.texts for piece in _pieces_of(text)} | set(self.needles)
        told = [_however_written(one) for one in sorted(self.told) if len(one) >= _SHORTEST_TOLD]
        return self._any_of(sorted(pieces, key=len, reverse=True), told)

    @cached_property
    def _known_by(self) -> re.Pattern[str]:
        whole = [one for one in self.needles if one == self.name or len(one) >= _SHORTEST_SENTENCE]
        return self._any_of(whole, [_however_written(one) for one in sorted(self.told) if _is_number_or_mail(one)])

    def is_spelled_in(self, text: str) -> bool:
        """Whether the name, the number or a whole text of the person stands in a text."""
        return bool(text) and self._pattern.search(text) is not None

    def is_in(self, text: str) -> bool:
        """Whether something of the person stands in a text."""
        return self.taken_out_of(text) != text

    def taken_out_of(self, text: str) -> str:
        """The text without anything of the person: also where sentences are quoted, a phone is written otherwise."""
        return self.hide_names(self._quoted.sub(ERASED, text)) if text else text

    def unknown_in(self, text: str) -> str:
        """The text without what the person is known by: name, number, phones, addresses of mail, a whole message.

        For words of staff that are about others, too: places and half-sentences that the person wrote stay.
        """
        return self.hide_names(self._known_by.sub(ERASED, text)) if text else text

    def _any_of(self, words: tuple[str, ...] | list[str], patterns: list[str] | None = None) -> re.Pattern[str]:
        number = rf"(?<!\d){re.escape(self.external_id)}(?!\d)"
        return re.compile("|".join([*map(re.escape, words), *(patterns or ()), number]), re.IGNORECASE)


def _pieces_of(text: str) -> Iterator[str]:
    """Lines and long sentences of a text: people quote them one by one."""
    for line in text.split("\n"):
        if len(line.strip()) >= _SHORTEST_TEXT:
            yield line.strip()
        yield from (one.strip() for one in _SENTENCES.split(line) if len(one.strip()) >= _SHORTEST_SENTENCE)


def _is_number_or_mail(told: str) -> bool:
    return "@" in told or (len(re.sub(r"\D", "", told)) >= _FEWEST_DIGITS and not re.search(r"[^\W\d_]", told))


def _however_written(told: str) -> str:
    """A pattern for a word that was told; for a phone with whatever stands between its figures, 8 or +7 before it."""
    digits = re.sub(r"\D", "", told)
    if len(digits) < _FEWEST_DIGITS or re.search(r"[^\W\d_]", told):
        return rf"(?<!\w){re.escape(told)}(?!\w)"
    inner = digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
    begin = r"(?:\+?[78]\D{0,3})?" if len(inner) == 10 else ""
    return rf"(?<!\d){begin}" + r"\D{0,3}".join(inner) + r"(?!\d)"


def find_account(network: str, external_id: str) -> NetworkAccount | None:
    """The account with this number in a network."""
    return NetworkAccount.objects.filter(network=network, external_id=external_id).first()


def forget_account(person: Person) -> None:
    """Take the account itself out; what it wrote then has no author."""
    NetworkAccount.objects.filter(id=person.account_id).delete()


def erased_name(name: str) -> str:
    """What replaces a name of a network in which an account's number stands: the same for the same name.

    Keyed, so that nobody finds the account by trying all numbers.
    """
    return _MARK + hmac.new(settings.SECRET_KEY.encode(), name.encode(), hashlib.sha256).hexdigest()[:40]
