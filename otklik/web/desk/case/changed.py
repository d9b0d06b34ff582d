"""What others changed in a case while somebody was typing: who, what and when, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from otklik.answers.errors import DraftChanged
from otklik.appeals.errors import StaleCase
from otklik.appeals.selectors import CaseView, ThreadMessage
from otklik.appeals.selectors.changes import CaseChange, list_changes
from otklik.appeals.states import Act, Party, State
from otklik.audit.acts import ACTS
from otklik.intake.merging import DeletedBy
from otklik.shared.errors import OtklikError
from otklik.web.desk.marks import ACTORS, CASE_FIELDS

WHILE_TYPING = frozenset(Act) | {
    "correct", "tag", "extend_deadline", "relate", "unrelate", "ask_part", "ask_outside", "take_back_link",
    "answer_outside", "take_emergency", "show_photos", "drop_photo", "approve_step", "edit_answer", "send_urgently",
    "check_urgent", "take_back_answer", "call_off_answer", "pass_on_answer", "explain_verdict", "read_later_words",
    "send_answer_again", "answer_stands_there", "answer_stands_not_there", "ask_facts", "tell_facts",
    "take_in", "let_go",
}  # fmt: skip
"""Acts of which whoever types is told; the others change nothing that the page of a case shows."""

_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change, as a person reads it."""

    at: datetime
    who: str
    what: str
    act: str = ""
    """Its name for programs; empty for what residents and pages wrote."""
    to_state: State | None = None


def what_changed(case: CaseView, refused: OtklikError, *, drawn_at: str) -> tuple[ChangeLine, ...]:
    """What others did since a page was drawn that is refused for it; of a shared draft who saved it and when.

    Where nobody knows when it was drawn, something has changed only if the case itself is another.
    """
    since = _find_moment(drawn_at)
    lines = _lines(case, since=since) if since or isinstance(refused, StaleCase) else ()
    if isinstance(refused, DraftChanged):
        return (*lines, saved_draft(refused))
    if lines or not isinstance(refused, StaleCase):
        return lines
    looked = gettext("took over what the network told, or looked at the message again")
    return (ChangeLine(case.row.changed_at, gettext(ACTORS[Party.SYSTEM]), looked),)


def saved_draft(refused: DraftChanged) -> ChangeLine:
    """Who saved the shared draft, and when: a save is no step of the case, so only its refusal tells of it."""
    return ChangeLine(refused.at, refused.by, gettext("saved the shared draft"), "save_draft")


def _find_moment(text: str) -> datetime | None:
    """A moment as our forms send it; None where it is none."""
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _lines(case: CaseView, *, since: datetime | None) -> tuple[ChangeLine, ...]:
    """What happened since the page was drawn, oldest first; only the last thing where nobody knows when that was."""
    changes = list_changes(case.number, since=since)
    lines = [*in_words(changes), *(_of_message(one) for one in case.thread if since and _is_news(one, since=since))]
    lines.sort(key=lambda line: line.at)
    return tuple(lines if since else lines[-1:])


def in_words(changes: Iterable[CaseChange]) -> list[ChangeLine]:
    """Changes of a case that matter to whoever works on it."""
    return [
        ChangeLine(one.at, one.by or gettext(ACTORS.get(one.actor, one.actor)), _what(one), one.act, one.to_state)
        for one in changes
        if one.act in WHILE_TYPING
    ]


def _what(one: CaseChange) -> str:
    fields = ", ".join(gettext(CASE_FIELDS[name]) for name in one.fields if name in CASE_FIELDS)
    return ": ".join(part for part in (gettext(ACTS[one.act]), fields or one.body, one.reason) if part)


def _is_news(message: ThreadMessage, *, since: datetime) -> bool:
    return message.is_of_case and _came_at(message) > since


def _gone_at(message: ThreadMessage) -> datetime | None:
    """What we hide ourselves the log of moderation tells."""
    return None if message.is_hidden else message.deleted_at


def _came_at(message: ThreadMessage) -> datetime:
    return _gone_at(message) or message.reached_at


def _of_message(message: ThreadMessage) -> ChangeLine:
    what = gettext("changed the words of a message") if message.wordings else gettext("wrote a message")
    who = gettext("The page") if message.is_by_page else message.author_name or gettext("The author")
    if _gone_at(message):
        what = gettext("deleted a message")
        who = who if message.deleted_by == DeletedBy.AUTHOR else gettext(ACTORS[Party.NETWORK])
    quote = message.text if len(message.text) <= _LONGEST_QUOTE else message.text[: _LONGEST_QUOTE - 1] + "…"
    return ChangeLine(_came_at(message), who, f"{what}: «{quote}»" if quote else what)
