"""The index of bodies: which of them has a term, and how well it fits. Built once, asked often."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np
import numpy.typing as npt

from otklik.organizations.finding.cards import Card, Findable, places_of, read_card
from otklik.organizations.finding.kinds import vocabulary
from otklik.organizations.finding.places import aliases_of, term_of
from otklik.organizations.finding.words import bare, root, stem

RAREST = 1.5
COMMONEST = 0.5
"""How much a word weighs that one body has, and one that all have."""

Fits = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The bodies that have a term, and how well it fits each."""

    places: npt.NDArray[np.int32]
    """Places in the index."""
    fits: Fits


@dataclass(frozen=True, slots=True)
class BodyIndex:
    """Bodies by their terms."""

    cards: tuple[Card, ...]
    postings: dict[str, Postings]
    places: frozenset[str]
    aliases: dict[str, str]
    first_words: dict[tuple[str, str], str]
    """Of places of two words: the first letter with the second word → the first word, by stems."""
    words: dict[str, str]
    """Every word that can be meant, in several forms → the term that is meant."""
    written: tuple[str, ...]
    """The same words in order."""
    stems: frozenset[str]
    roots: dict[str, list[str]]
    """What related words begin with → the words."""
    sizes: Fits
    """How large the municipality of each body is: its share of all bodies, 0–1."""

    def weight(self, term: str) -> float:
        """How much a term tells: the rarer, the more."""
        if term not in self.postings:
            return 1.0
        share = len(self.postings[term].places) / len(self.cards)
        return COMMONEST + (RAREST - COMMONEST) * min(1.0, -log(share) / log(max(2, len(self.cards))))

    def fits(self, terms: Iterable[tuple[str, float]]) -> Fits:
        """How well each body fits the best of some terms, each as good as its number says."""
        best = np.zeros(len(self.cards), dtype=np.float32)
        for term, quality in terms:
            found = self.postings.get(term)
            if found is not None:
                best[found.places] = np.maximum(best[found.places], found.fits * quality)
        return best


def build_index(findables: Collection[Findable]) -> BodyIndex:
    """Read the cards of all bodies, in the order in which equals shall be shown."""
    names = dict.fromkeys(chain.from_iterable(places_of(one) for one in findables))
    places = frozenset(chain.from_iterable(names)) | {term_of(name) for name in names}
    aliases = aliases_of(names)
    read = [read_card(one, places=places, aliases=aliases) for one in findables]
    gathered: dict[str, list[tuple[int, float]]] = {}
    for place, one in enumerate(read):
        for term, fit in one.terms.items():
            gathered.setdefault(term, []).append((place, fit))
    written = sorted(set(chain.from_iterable(one.words for one in read)) | vocabulary().words)
    words = _words(written, aliases)
    roots: dict[str, list[str]] = {}
    for word, base in words.items():
        roots.setdefault(root(base), []).append(word)
    roots.pop("", None)
    return BodyIndex(
        cards=tuple(one.card for one in read),
        postings={term: _postings(rows) for term, rows in gathered.items()},
        places=places,
        aliases=aliases,
        first_words={(name[0][0], name[1]): name[0] for name in reversed(names) if len(name) == 2},
        words=words,
        written=tuple(sorted(words)),
        stems=frozenset(words.values()) | frozenset(gathered),
        roots=roots,
        sizes=_sizes(findables),
    )


def _words(written: Iterable[str], aliases: dict[str, str]) -> dict[str, str]:
    """Words in the forms in which a slip may be recognised: as written, bare, as adjectives of places."""
    stems = {word: stem(word) for word in written if word[0] != "#"}
    adjectives = {f"{alias}{ending}": place for alias, place in aliases.items() for ending in ("ск", "ский")}
    return adjectives | {bare(word): base for word, base in stems.items()} | stems


def _postings(rows: list[tuple[int, float]]) -> Postings:
    return Postings(
        places=np.array([place for place, _ in rows], dtype=np.int32),
        fits=np.array([fit for _, fit in rows], dtype=np.float32),
    )


def _sizes(findables: Collection[Findable]) -> Fits:
    counts: dict[tuple[str, ...], int] = {}
    for one in findables:
        counts[one.places[-1:]] = counts.get(one.places[-1:], 0) + 1
    return np.array([counts[one.places[-1:]] / len(findables) for one in findables], dtype=np.float32)
