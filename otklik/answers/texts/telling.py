"""What an answer would tell everybody of a stranger: found before it goes out in public, and asked about or forbidden.

What belongs to the body is no stranger's: its phones and addresses, its head and staff; nor is how somebody is greeted.
"""

import re
from dataclasses import dataclass
from typing import Final

from otklik.answers.approval.approvers import above_each
from otklik.answers.approval.route import Route
from otklik.answers.errors import AnswerRefused
from otklik.answers.texts.strangers import FLAT, WORD, find_names
from otklik.appeals.models import Appeal, AppealMessage
from otklik.delivery.services import hash_text
from otklik.organizations.models import Body, Staff
from otklik.personal_data.finders import find_personal_data
from otklik.shared.lemmas import all_lemmas
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold
from otklik.shared.words import marked as _

IN_PUBLIC: Final = frozenset({"comment", "wall_post"})
FIELD: Final = "personal"
_FREE_MAIL: Final = compile_late(
    r"@(?:mail|inbox|list|bk|ya|yandex|gmail|rambler|icloud|hotmail|outlook|yahoo)\.", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Letters of an answer that may be personal data of a stranger."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an answer. `is_told`: it may be personal data of a stranger."""

    text: str
    is_told: bool


def mark_told(case_id: int, text: str) -> tuple[Piece, ...]:
    """The whole answer of a case in pieces; empty where it tells everybody nothing of a stranger."""
    spots = _spots_in(text)
    appeal = Appeal.objects.select_related("body").filter(id=case_id).first() if spots else None
    pieces: list[Piece] = []
    done = 0
    for one in find_told(appeal, text) if appeal else ():
        pieces += [Piece(text[done : one.start], is_told=False), Piece(text[one.start : one.end], is_told=True)]
        done = one.end
    return (*pieces, Piece(text[done:], is_told=False)) if pieces else ()


def hash_told(text: str) -> str:
    """By which words a person's «yes, send» is known again."""
    return hash_text(" ".join(text.split()))


def find_told(appeal: Appeal, text: str) -> list[Spot]:
    """What this answer would tell everybody of a stranger, in order; nothing where it is read by its resident alone."""
    spots = _spots_in(text) if appeal.channel in IN_PUBLIC else []
    if not spots:
        return []
    own = _own_of(appeal)
    told: list[Spot] = []
    for one in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if not (told and one.start < told[-1].end) and not own.has(text[one.start : one.end], one.kind):
            told.append(one)
    return told


def _spots_in(text: str) -> list[Spot]:
    spots = [Spot(one.start, one.end, one.kind) for one in find_personal_data(text)]
    spots += [Spot(*found.span(), "flat") for found in FLAT.finditer(text)]
    return spots + [Spot(*name, "name") for name in find_names(text)]


def demand_untold(appeal: Appeal, text: str, *, is_sure: bool, route: Route) -> None:
    """Nothing of a stranger goes out in public unless a person is sure of it, and over a rule never. Raises
    AnswerRefused."""
    if is_sure and not route.forbids_personal:
        return
    told = find_told(appeal, text)
    if not told:
        return
    words = {"words": "; ".join(text[one.start : one.end] for one in told)[:300]}
    if route.forbids_personal:
        raise AnswerRefused(
            _("By the rule for answers nobody's personal data goes out in public: «%(words)s»."),
            mend=_("Take it out, or answer in private."),
            values=words,
        )
    raise AnswerRefused(
        _("Everybody would read this, and it looks like somebody's personal data: «%(words)s»."),
        field=FIELD,
        mend=_("Take it out, or say that it shall be sent so."),
        values=words,
    )


@dataclass(frozen=True, slots=True)
class _Own:
    digits: str
    """Of all phones of the body and those above it."""
    words: str
    names: tuple[frozenset[str], ...]
    """Of each of their people, and of whoever wrote: dictionary forms."""

    def has(self, said: str, kind: str) -> bool:
        """Whether it is the body's own: a public line, a mailbox, an address, somebody of the staff."""
        if kind == "phone":
            digits = re.sub(r"\D", "", said)[-10:]
            return not digits.startswith("9") or len(digits) < 10 or digits in self.digits
        if kind == "email":
            return fold(said) in self.words or not _FREE_MAIL.search(said)
        if kind == "name":
            forms = [all_lemmas(fold(word)) for word in re.findall(WORD, said)]
            return any(all(not name.isdisjoint(form) for form in forms) for name in self.names)
        return fold(said) in self.words


def _own_of(appeal: Appeal) -> _Own:
    """Three queries, and only where something was found."""
    bodies = list(Body.objects.filter(id__in=above_each([appeal.body])[appeal.body_id]))
    staff = Staff.objects.filter(appointments__body__in=bodies).values_list("name", flat=True).distinct()
    wrote = AppealMessage.objects.filter(appeal=appeal).values_list("message__author__name", flat=True).distinct()
    names = [*staff, *wrote, *(one.head_name for one in bodies)]
    return _Own(
        digits=" ".join(re.sub(r"\D", "", one.phone) for one in bodies),
        words=fold(" ".join(f"{one.address} {one.email} {one.phone}" for one in bodies)),
        names=tuple(
            frozenset(form for word in re.findall(r"\w+", name) for form in all_lemmas(fold(word)))
            for name in names
            if name
        ),
    )
