"""What kinds of bodies there are and how people call them: vocabulary.toml, read once."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from otklik.organizations.finding.words import stem, words_of
from otklik.shared.lemmas import lemma


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the field, by stems."""

    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    """A way to say it → the kinds that it may mean, the likeliest first."""
    near: Mapping[str, Mapping[str, float]]
    """Kind → other kinds that whoever asks for it will also take, and how gladly (0–1)."""
    nicknames: Mapping[str, tuple[str, ...]]
    legal_forms: frozenset[str]
    soft_words: frozenset[str]
    empty_words: frozenset[str]
    place_words: frozenset[str]
    words: frozenset[str]
    """Every word that stands here, as it is written: what a slip may be meant as."""
    longest: int
    """Words of the longest phrase."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: one word, or a phrase that names a kind."""

    start: int
    stop: int
    kinds: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The words of vocabulary.toml."""
    told = tomllib.loads((files(__package__) / "vocabulary.toml").read_text(encoding="utf-8"))
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    empty = frozenset(words_of(told["empty_words"]))
    words = {word for text in told["nicknames"].values() for word in words_of(text)}
    for kind, entry in told["kinds"].items():
        for phrase in entry["words"]:
            said = [word for word in words_of(phrase) if not _is_empty(word, empty)]
            words.update(said)
            stems = tuple(stem(word) for word in said)
            phrases[stems] = tuple(dict.fromkeys((*phrases.get(stems, ()), kind)))
    return Vocabulary(
        phrases=phrases,
        near={kind: entry.get("near", {}) for kind, entry in told["kinds"].items()},
        nicknames={name: tuple(words_of(text)) for name, text in told["nicknames"].items()},
        legal_forms=_stems(told["legal_forms"]),
        soft_words=_stems(told["soft_words"]),
        empty_words=empty,
        place_words=_stems(told["place_words"]),
        words=frozenset(words),
        longest=max(map(len, phrases)),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(text))


def meant_words(text: str) -> list[str]:
    """The words of a text that say something, nicknames written out."""
    known = vocabulary()
    written = [said for word in words_of(text) for said in known.nicknames.get(word, (word,))]
    return [word for word in written if not _is_empty(word, known.empty_words)]


def _is_empty(word: str, empty: Collection[str]) -> bool:
    return len(word) < 2 or word in empty or lemma(word) in empty


def pieces(stems: Sequence[str]) -> Iterator[Piece]:
    """A text in pieces from left to right, the longest phrase that names a kind each time."""
    known = vocabulary()
    start = 0
    while start < len(stems):
        for stop in range(min(len(stems), start + known.longest), start, -1):
            kinds = known.phrases.get(tuple(stems[start:stop]), ())
            if kinds or stop == start + 1:
                yield Piece(start, stop, kinds)
                start = stop
                break
