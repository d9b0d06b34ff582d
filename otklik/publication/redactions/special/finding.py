"""Finds what a text tells of somebody's health, beliefs, conviction, family. Plain.

The rules look for words and of whom they are told; a small linear model hears what they found together with the text
around it, and decides. What no rule knows it marks by the words that weighed most.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from otklik.publication.redactions.special import idioms
from otklik.publication.redactions.special.people import CLOSE
from otklik.publication.redactions.special.reading import Sentence, plain_words, sentences
from otklik.publication.redactions.special.words import ADOPTION, CHILD, FAMILY, HEALTH, RULES, Rule
from otklik.shared.lemmas import readings
from otklik.shared.patterns import compile_words
from otklik.triage.emergencies.likely import heaviest, load_ear


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of a text, and what they tell: a kind of `KIND_WORDS`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as the model hears it."""

    sentence: Sentence
    words: list[str]
    """Its words, those for people and numbers made one."""
    sorts: list[str]
    """The same, words that a rule looks for made one as well."""
    told: frozenset[Span]
    """What a rule finds told of somebody."""
    mentioned: frozenset[Span]
    """Words of the rules, whoever they are told of."""


LEARNT: Final = Path(__file__).parent / "learnt"
_WINDOW: Final = 240
"""Letters before and after, at most: more than so many words have."""
_APART: Final = ["·"] * 3
"""Keeps words of two rows from being heard as neighbours."""


def find(text: str) -> list[Span]:
    """What a text, its names hidden before, tells of a single person, in order."""
    ear, found, before = load_ear(LEARNT), set[Span](), None
    for one in hear(text):
        both = [before, one] if before else [one]
        before = one
        scores = ear.scores(words_of(both)) if one.told or _says_something(one.words) else None
        if scores is None or scores[0] < ear.alarm_from:
            continue
        spans = frozenset[Span]().union(*(some.told for some in both))
        spans = spans or frozenset[Span]().union(*(some.mentioned for some in both))
        if not spans:
            first, last = heaviest(one.words, ear=ear)
            said = [*re.finditer(r"\S+", one.sentence.said)]
            start, end = one.sentence.span(said[first].start(), said[last - 1].end())
            spans = frozenset({Span(start, end, ear.dangers[int(scores[1:].argmax())])})
        found |= spans
    return sorted(found, key=lambda span: (span.start, -span.end))


def _says_something(words: list[str]) -> bool:
    """Whether a sentence has more than hidden names, words for people, numbers and «и»."""
    return any(word[0] != "#" and len(word) > 2 for word in words)


def words_of(heard: list[Heard]) -> list[str]:
    """Neighbouring sentences as the model reads them."""
    kinds = sorted({span.kind for one in heard for span in one.told})
    return [
        *(word for one in heard for word in one.words),
        *_APART,
        *(word for one in heard for word in one.sorts),
        *_APART,
        *([f"#told{kind}" for kind in kinds] or ["#untold"]),
    ]


def hear(text: str) -> Iterator[Heard]:
    """The sentences of a text with what the rules find in them."""
    before = " "
    for one in sentences(text):
        said = idioms.IDIOMS.sub(lambda match: "·" * len(match[0]), one.said)
        told, mentioned = set[Span](), set[Span]()
        sorts = said
        for start, end, kind, is_of_somebody in _matches(said, before):
            span = Span(*one.span(start, end), kind)
            (told if is_of_somebody else mentioned).add(span)
            if kind != CHILD:
                hidden = f"#{kind}".ljust(end - start, "·")
                sorts = sorts[:start] + hidden[: end - start] + sorts[end:]
        yield Heard(one, plain_words(one.said), plain_words(sorts), frozenset(told), frozenset(mentioned))
        before = said


def _matches(said: str, before: str) -> Iterator[tuple[int, int, str, bool]]:
    for rule, pattern in _patterns():
        for match in pattern.finditer(said):
            yield (*match.span(), rule.kind, _is_of_somebody(said, match, rule, before=before))
    pupils = idioms.OF_A_TEACHER.sub(lambda match: "·" * len(match[0]), said)
    for pattern in (idioms.PUPIL, idioms.PUPIL_AT_SCHOOL) if idioms.AT_SCHOOL.search(said) else (idioms.PUPIL,):
        yield from ((*match.span(), CHILD, True) for match in pattern.finditer(pupils))


def _is_of_somebody(said: str, match: re.Match[str], rule: Rule, *, before: str) -> bool:
    lead, rest = said[max(0, match.start() - _WINDOW) : match.start()], said[match.end() : match.end() + _WINDOW]
    if (
        idioms.IN_GENERAL.search(lead)
        or idioms.VACCINE.search(lead)
        or (rule.kind in (HEALTH, FAMILY) and 0 < rule.near < 7 and idioms.MAYBE.search(lead))
    ):
        return False
    if rule.kind == ADOPTION and idioms.ANIMALS.search(said):
        return False
    if match[0].split()[-1].rstrip("+=") in _before_no_noun() and _is_thing(rest):
        return False
    if not rule.near:
        return True
    near = f" {' '.join([*lead.split()[-rule.near :], match[0], *rest.split()[: rule.near]])} "
    if re.search(rf" {rule.who} ", near):
        return True
    return rule.near >= 8 and said.count(" ") <= 10 and re.search(rf" {CLOSE} ", before) is not None


@cache
def _before_no_noun() -> frozenset[str]:
    return frozenset(
        re.split("[_~]", word)[-1].rstrip("!^") for rule in RULES for word in rule.words.split() if word.endswith("^")
    )


def _is_thing(rest: str) -> bool:
    """Whether what follows is a thing: «русский язык», not «слепая бабушка»."""
    words = rest.split(None, 1)
    found = readings(words[0].rstrip("+=")) if words else ()
    return bool(found) and found[0].has("NOUN") and found[0].has("inan")


@cache
def _patterns() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, compile_words(_source(rule.words))) for rule in RULES)


def _source(words: str) -> str:
    terms = (_pattern_of(term) for word in words.split() for term in _parted(word))
    return rf"\b(?:{'|'.join(terms)})(?= )"


def _parted(term: str) -> Iterator[str]:
    """«муж|отец_уйти» is two terms."""
    first = re.split("[_~]", term, maxsplit=1)[0]
    yield from (one + term[len(first) :] for one in first.split("|"))


def _pattern_of(term: str) -> str:
    parts = re.split(r"([_~])", term.removesuffix("^"))
    return "".join({"_": " ", "~": r"(?: \S+){0,3}? "}.get(part) or _word(part) for part in parts)


def _word(word: str) -> str:
    many = "=?" if word.endswith("!") else "=?[+]?"
    ways = [re.escape(one).replace(r"\*", r"[^ +=]{0,20}") for one in word.rstrip("!").split("|")]
    return f"{ways[0] if len(ways) == 1 else f'(?:{"|".join(ways)})'}{many}"
