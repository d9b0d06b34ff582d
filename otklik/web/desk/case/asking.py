"""What stands ready to be put into an answer; above all the question that a message does not answer: what, or where."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from otklik.appeals.extending import ExtensionRow
from otklik.appeals.selectors import CaseView, PartsOfCase, compose_answer
from otklik.appeals.states import Act
from otklik.shared.words import marked as _
from otklik.triage.missing import WHAT, WHERE
from otklik.web.desk.case.extension_words import words_of_extension
from otklik.web.desk.case.offers import Offers

_NAMES = {
    (WHAT,): _("what happened"),
    (WHERE,): _("where it is"),
    (WHAT, WHERE): _("what happened and where"),
}
_QUESTIONS = {
    (WHAT,): _("Hello! Thank you for writing. Please tell us what exactly happened, so that we can help."),
    (WHERE,): _(
        "Hello! Thank you for writing. Please tell us where it is: the street and the house, or what stands nearby."
    ),
    (WHAT, WHERE): _(
        "Hello! Thank you for writing. Please tell us what exactly happened and where: the street and the house, or "
        "what stands nearby."
    ),
}
_IN_PRIVATE = _("A photo helps too.")
_IN_PUBLIC = _("Everybody can read this: please leave out your flat and your phone.")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a message does not say, in words, and the question that asks for it."""

    missing: str
    question: str


def asking_for(case: CaseView, offers: Offers) -> Asking | None:
    """The question that stands ready; None where nothing is missing, nobody may ask, or it was asked already."""
    if case.proposal is None or not offers.can_ask or any(step.act is Act.ASK_AUTHOR for step in case.history):
        return None
    known = {WHERE} if case.address else set()
    if not case.is_by_machine:
        known.add(WHAT)
    missing = tuple(part for part in (WHAT, WHERE) if part in case.proposal.missing and part not in known)
    if not missing:
        return None
    hint = _IN_PRIVATE if case.channel == "private" else _IN_PUBLIC
    return Asking(gettext(_NAMES[missing]), f"{gettext(_QUESTIONS[missing])} {gettext(hint)}")


def with_question(text: str, question: str) -> str:
    """The question in the answer box, after what already stands there; never twice."""
    return text if question in text else "\n\n".join(part for part in (text.strip(), question) if part)


def words_asked_for(
    values: QueryDict, *, asking: Asking | None, among: PartsOfCase, moves: Sequence[ExtensionRow]
) -> str:
    """The words that a link asks to be put into the answer: of a moved deadline, of all parts, or a question."""
    if moves and values.get("told") == "extension":
        return words_of_extension(moves)
    if "compose" in values:
        return compose_answer(among.answered)
    return asking.question if asking and "ask" in values else ""
