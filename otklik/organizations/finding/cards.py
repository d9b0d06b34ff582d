"""The card of a body as the index reads it: which pieces its names are made of, and what each can be asked by."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from otklik.organizations.finding.kinds import meant_words, pieces, vocabulary
from otklik.organizations.finding.places import Place, term_of
from otklik.organizations.finding.words import stem, words_of
from otklik.shared.lemmas import lemma

WITHIN_A_PHRASE = 0.6
"""How well one word of a phrase fits: «школа» of «музыкальная школа» is not what «школа» asks for first."""
IN_PLACE = 0.9
BESIDE = 0.4
"""A word that stands beside the names: the sphere."""
AS_INITIALS = 0.85


@dataclass(frozen=True, slots=True)
class Findable:
    """What one can find a body by."""

    key: str
    names: tuple[str, ...]
    """The full name, the short one, names of its pages."""
    places: tuple[str, ...] = ()
    """Its settlement, and its municipality last."""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a piece of a name can be asked by, and how well it fits then (0–1)."""

    text: str
    fit: float


Name = tuple[tuple[str, ...], ...]
"""The pieces of one name that tell bodies apart, each by the terms that fit it."""


@dataclass(frozen=True, slots=True)
class Card:
    """A body in terms: what is kept of it to look at closely. Plain texts only: there are thousands in memory."""

    key: str
    names: tuple[Name, ...]
    places: tuple[frozenset[str], ...]
    """The words of the name of each of its places, in dictionary form."""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card, and what goes from it into the index of all."""

    card: Card
    terms: dict[str, float]
    """Every term of the body with its best fit."""
    words: frozenset[str]
    """The words of its names and places as they are written."""


def kind_term(kind: str) -> str:
    """The term of a kind of bodies."""
    return f"~{kind}"


def phrase_term(stems: Sequence[str]) -> str:
    """The term of words in a row."""
    return " ".join(stems)


def places_of(findable: Findable) -> list[Place]:
    """The names of the places of a body, by stems."""
    return [place for name in findable.places if (place := _place(name))]


@lru_cache(maxsize=10_000)
def _place(name: str) -> Place:
    apart = vocabulary().place_words
    return tuple(word for word in map(stem, meant_words(name)) if word not in apart)


def read_card(findable: Findable, *, places: Collection[str], aliases: Mapping[str, str]) -> ReadCard:
    """Read a body's names; `places` are the words of all places by stems, `aliases` those of their adjectives."""
    terms: dict[str, float] = {}
    names: list[Name] = []
    written: set[str] = set()
    for text in dict.fromkeys(findable.names):
        words = meant_words(text)
        written.update(words)
        stems = [stem(word) for word in words]
        found = [terms_of(stems[piece.start : piece.stop], piece.kinds[:1]) for piece in pieces(stems)]
        telling = [piece for piece in found if _tells_apart(piece, places, aliases)]
        names.append(tuple(tuple(term.text for term in piece) for piece in telling))
        _note(terms, [term for piece in found for term in piece])
        _note(terms, [Term(part, 1.0) for word in stems if word in aliases for part in _parts(aliases[word])])
        _note(terms, [Term(f"^{letters}", AS_INITIALS) for letters in _initials(text)])
    _note(terms, [Term(part, IN_PLACE) for place in places_of(findable) for part in _parts(term_of(place))])
    _note(terms, [Term(stem(word), BESIDE) for text in findable.beside for word in meant_words(text)])
    written.update(word for place in findable.places for word in meant_words(place))
    card = Card(findable.key, tuple(names), _place_lemmas(findable.places))
    return ReadCard(card, terms, frozenset(written))


@lru_cache(maxsize=10_000)
def _place_lemmas(places: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    apart = vocabulary().place_words
    return tuple(frozenset(lemma(word) for word in meant_words(place) if stem(word) not in apart) for place in places)


def _parts(term: str) -> set[str]:
    """A place as a whole, and each of its words."""
    return {term, *term.split()}


def terms_of(stems: Sequence[str], kinds: Sequence[str]) -> tuple[Term, ...]:
    """What a piece can be asked by: its kind, words of it in a row, a single word."""
    fit = 1.0 if len(stems) == 1 else WITHIN_A_PHRASE
    stretches = [
        phrase_term(stems[start:stop]) for start in range(len(stems)) for stop in range(start + 2, len(stems) + 1)
    ]
    kinds_first = [kind_term(kind) for kind in kinds]
    return (*(Term(term, 1.0) for term in (*kinds_first, *stretches)), *(Term(word, fit) for word in stems))


def _tells_apart(piece: tuple[Term, ...], places: Collection[str], aliases: Mapping[str, str]) -> bool:
    known = vocabulary()
    first = piece[0].text
    return not any(first in words for words in (known.legal_forms, known.soft_words, places, aliases))


def _note(terms: dict[str, float], found: Collection[Term]) -> None:
    for term in found:
        terms[term.text] = max(term.fit, terms.get(term.text, 0.0))


def _initials(text: str) -> set[str]:
    """What people shorten a name to: the first letters of three to six words in a row, with «и» and without."""
    made = set()
    for words in (words_of(text), meant_words(text)):
        letters = "".join(word[0] for word in words if word[0] != "#")
        made |= {letters[start : start + size] for size in range(3, 7) for start in range(len(letters) - size + 1)}
    return made
