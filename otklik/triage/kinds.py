"""What a message is: a problem, a question, a proposal, thanks, an opinion, spam or none of our business.

Signs are counted, each with a weight; words of thanks that only close a request («заранее спасибо») are taken out
first. A small learnt table hears the sums and the text's words together. Over a model that it does not know the sums
become certainties alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from otklik.shared.lemmas import lemmas
from otklik.shared.patterns import bit_of, compile_late, prefiltered_signs
from otklik.shared.text import fold
from otklik.triage.findings import ADVERTISING, FLOOD, PROFANITY, Finding
from otklik.triage.importance import EMERGENCY, HIGH
from otklik.triage.kind_signs import (
    BLAMES,
    DENIED,
    DONE,
    OF_ADVERTISING,
    OFF_TOPIC,
    OPINION,
    PROBLEM,
    PROPOSAL,
    QUESTION,
    SIGNS,
    SPAM,
    STILL_ASKS,
    THANKED,
    THANKS,
)
from otklik.triage.kind_table import HeardWords, tell
from otklik.triage.packing import Floats
from otklik.triage.shares import softmax
from otklik.triage.subjects import names_thing, troubles_of

__all__ = [
    "KINDS",
    "OFF_TOPIC",
    "OPINION",
    "PROBLEM",
    "PROPOSAL",
    "QUESTION",
    "SPAM",
    "THANKS",
    "KindGuess",
    "choose",
    "guess_kind",
    "has_substance",
    "sums_of_signs",
    "told_of",
]

KINDS: Final = (PROBLEM, QUESTION, PROPOSAL, THANKS, OPINION, SPAM, OFF_TOPIC)
ASKING: Final = KINDS[:3]
"""Somebody waits for an answer."""

_POLITE_CLOSING = compile_late(
    r"(?:за\s?ранее|буду|были? бы)\s{1,9}(?:вам\s{1,9}|очень\s{1,9}|всем\s{1,9}){0,4}"
    r"(?:спасибо|благодар\w*|признательн\w*)"
    r"|(?:спасибо|благодар\w{1,9})\s{1,9}(?:вам\s{1,9})?"
    r"(?:заранее|за\s{1,9}(?:внимание|понимание|(?:ваш\s{1,9})?ответ|помощь заранее))"
)

_OF_THANKS: Final = ("спасибо", "благодар", "признательн")
"""Of these there is one in every polite closing; looked for first, being quick."""
_MENTION = compile_late(r"\[(?:id|club|public)\d{1,20}(?::[^|\]]{0,100})?\|[^\]]{0,200}\],?|@[a-z0-9_.]+")
_LAST_WORD_OF_THANKS = compile_late(r"[.!?,;\n]\s{0,9}(?:большое\s{1,9})?спасибо(?:\s{1,9}большое)?[\s.!)]*$")
_LONGEST_THANKS_WITH_ONE_LAST_WORD: Final = 90
"""Characters; in a longer message a last «Спасибо.» is only how people say goodbye."""

_STRONG_PROPOSAL: Final = 3.4
_SURE_SPAM: Final = 3.8
"""Less is not looked at, nor any where something is asked or wrong: who tells of a trouble uses such words, too, and
must not be taken for a seller."""

_WEIGHT_OF_IMPORTANCE: Final = {EMERGENCY: 2.2, HIGH: 0.8}
_WEIGHT_OF_TROUBLE: Final = 0.8
_WEIGHT_OF_SWEARING: Final = 1.4
_READ: Final = 1000
"""Characters in which a thing and its trouble are looked for."""
_DOUBT_IN_DANGER: Final = 0.1
"""Where an emergency is heard, so much of the usual doubt is enough to take a message for one that asks."""
_PRAISED: Final = "praised"
_NO_TROUBLES: Final = frozenset({"asked", "wanted"})
_BITS_AND_SIGNS: Final = tuple((bit_of(sign[2]), sign) for sign in SIGNS)
_HAS_WORD = compile_late(r"[а-яa-z]{2,}")


@dataclass(frozen=True, slots=True)
class KindGuess:
    """What a message most likely is, and how certainly."""

    kind: str
    certainty: float
    by_signs: str
    """What the signs alone would say: what is missing of a message is told by it."""


def has_substance(text: str) -> bool:
    """Whether there is anything to read: not a sticker, a smile, a lone mention or nothing at all."""
    return _HAS_WORD.search(_without_mentions(fold(text))) is not None


def guess_kind(
    text: str,
    findings: Sequence[Finding],
    *,
    group_certainty: float,
    importance: str,
    heard: HeardWords | None = None,
) -> KindGuess:
    """What a message is, by its words, by what the rules found, by how surely it belongs to a group, how urgent."""
    if not has_substance(text):
        return KindGuess(OFF_TOPIC, 0.9, OFF_TOPIC)
    sums = sums_of_signs(text, findings, group_certainty=group_certainty, importance=importance)
    shares = softmax(np.array([*sums.values()], dtype=np.float32))
    place = by_signs = int(shares.argmax())
    if heard is not None:
        card = heard.table.card
        told = told_of(text, sums, group_certainty=group_certainty, importance=importance)
        shares = softmax(heard.table.scores(heard.scores, told) / np.float32(card.temperature))
        asks_from = card.asks_from * (_DOUBT_IN_DANGER if importance == EMERGENCY else 1.0)
        place = choose(shares, asks_from=asks_from)
    return KindGuess(KINDS[place], round(float(shares[place]), 3), KINDS[by_signs])


def choose(shares: Floats, *, asks_from: float) -> int:
    """Which kind it is: the likeliest; but where something may well be asked, the likeliest that asks for an answer."""
    asking = shares[: len(ASKING)]
    return int((asking if asking.sum() >= asks_from else shares).argmax())


def told_of(text: str, sums: Mapping[str, float], *, group_certainty: float, importance: str) -> list[float]:
    """What the table is told beside words."""
    is_high, is_emergency = importance == HIGH, importance == EMERGENCY
    return tell(sums, text, certainty=group_certainty, is_high=is_high, is_emergency=is_emergency)


def sums_of_signs(
    text: str, findings: Sequence[Finding], *, group_certainty: float, importance: str
) -> dict[str, float]:
    """How much speaks for each kind."""
    plain = _without_closing(_without_mentions(fold(text)))
    sums = _weigh_signs(plain)
    sums[SPAM] += sum(4.0 * found.certainty for found in findings if found.ground in (ADVERTISING, FLOOD))
    sums[PROBLEM] += 1.6 * group_certainty + _WEIGHT_OF_IMPORTANCE.get(importance, 0.0)
    sums[PROBLEM] += _weigh_trouble(text, is_profane=any(found.ground == PROFANITY for found in findings))
    sums[THANKS] -= min(1.5, max(0, text.count(" ") - 12) / 8)
    _weigh_together(sums, plain)
    if sums[PROBLEM] > 3.3 or sums[QUESTION] > 2 or sums[PROPOSAL] > 2:
        sums[THANKS] -= 2.0
    return sums


def _weigh_together(sums: dict[str, float], plain: str) -> None:
    """What one sign makes of another: who asks «доколе» wants it mended, who tells of selling may sell nothing."""
    if BLAMES.search(plain):
        sums[PROBLEM] += 2.4
        sums[QUESTION] -= 2.4
    if sums[THANKS] > 0:
        _weigh_thanks(sums, plain)
    if sums[PROPOSAL] >= _STRONG_PROPOSAL:
        sums[QUESTION] -= 2.4
    if sums[SPAM] and OF_ADVERTISING.search(plain):
        sums[SPAM] = max(0.0, sums[SPAM] - 4.0)


def _weigh_thanks(sums: dict[str, float], plain: str) -> None:
    """Who thanks and then asks wants an answer; who asks who did it, or tells what was mended, only thanks."""
    thanked_at = max((found.start() for found in THANKED.finditer(plain)), default=-1)
    if thanked_at < 0:
        return
    asked_at = plain.rfind("?")
    if STILL_ASKS.search(plain, thanked_at):
        sums[THANKS] -= 3.5
        sums[PROBLEM] += 1.0
    elif DONE.search(plain) and not DENIED.search(plain):
        sums[PROBLEM] -= 1.6
    if asked_at > thanked_at:
        sums[THANKS] -= 3.5
    elif asked_at >= 0 and DONE.search(plain):
        sums[QUESTION] -= 2.0


def _weigh_trouble(text: str, *, is_profane: bool) -> float:
    """How much it speaks for a problem that a text names a thing and what is wrong with it.

    Who swears at a thing («опять этот фонарь, …») tells of a trouble, whatever the word for it is.
    """
    words = lemmas(text[:_READ])
    if not names_thing(words):
        return 0.0
    troubles = troubles_of(words)
    if _PRAISED in troubles:
        return 0.0
    is_wrong = bool(troubles - _NO_TROUBLES)
    return (_WEIGHT_OF_TROUBLE if is_wrong else 0.0) + (_WEIGHT_OF_SWEARING if is_profane else 0.0)


def _weigh_signs(plain: str) -> dict[str, float]:
    sums = dict.fromkeys(KINDS, 0.0)
    sums[OPINION] = 1.0
    may_fit = prefiltered_signs(plain)
    for bit, (kind, weight, pattern) in _BITS_AND_SIGNS:
        if may_fit & bit and not (kind == SPAM and _is_asked_or_wrong(sums)) and pattern.search(plain):
            sums[kind] += weight
    if sums[SPAM] < _SURE_SPAM or _is_asked_or_wrong(sums):
        sums[SPAM] = 0.0
    return sums


def _is_asked_or_wrong(sums: Mapping[str, float]) -> bool:
    """Whether a question or a problem was seen: the signs of spam stand behind theirs, and need not be looked for."""
    return bool(sums[QUESTION] or sums[PROBLEM])


def _without_closing(text: str) -> str:
    """Leave out thanks that only close a request; a message that is nothing but thanks keeps them."""
    plain = _POLITE_CLOSING.sub(" ", text) if any(word in text for word in _OF_THANKS) else text
    if len(plain) > _LONGEST_THANKS_WITH_ONE_LAST_WORD:
        plain = _LAST_WORD_OF_THANKS.sub(".", plain)
    return plain if _HAS_WORD.search(plain) else text


def _without_mentions(text: str) -> str:
    return _MENTION.sub(" ", text) if "@" in text or "[" in text else text
