"""The lines of the audit log in words: what was acted on, with a link to it, and what a line tells besides."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from otklik.answers.bulk.tasks import DOING_NAMES
from otklik.audit.acts import ACTS
from otklik.audit.selectors import LogRow
from otklik.moderation.rules.grounds import GROUND_NAMES
from otklik.organizations.rights import Right
from otklik.organizations.second_factor import FactorKind
from otklik.organizations.selectors import Viewer, names_by_slug, names_of_bodies, names_of_staff
from otklik.pages.public_selectors import list_networks
from otklik.pages.selectors import names_of_pages
from otklik.publication.tag_book import names_of_tags
from otklik.triage.learning.comparing import OUTCOME_WORDS
from otklik.web.desk.account.api_keys import SCOPES
from otklik.web.desk.bodies.body_form import FIELDS as BODY_FIELDS
from otklik.web.desk.marks import CASE_FIELDS, IMPORTANCE_NAMES, KINDS, QUEUES
from otklik.web.desk.moderation_words import TERMS
from otklik.web.desk.pages.page_marks import PAGE_FIELDS, VALUES
from otklik.web.desk.people_forms import LETTERS, ROLES
from otklik.web.desk.route_words import CONDITIONS

type Names = Mapping[tuple[str, str], str]
"""What things are called, by their kind and number."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log as a person reads it. `link` is empty where there is no page of it, or not for this person."""

    row: LogRow
    act: str
    about: str
    link: str
    details: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a reference of this kind is called, and where its page is for whoever has the right."""

    words: str
    page: str = ""
    right: Right | None = None


_OBJECTS = {
    "account": _Kind(_("erased person %(name)s")),
    "act": _Kind(_("sending %(name)s")),
    "api_key": _Kind(_("API key %(name)s")),
    "appeal": _Kind(_("case %(name)s"), "desk:case", Right.SEE_CASES),
    "approval_rule": _Kind(_("rule of approval %(name)s")),
    "audit": _Kind(_("audit log: %(name)s")),
    "ban": _Kind(_("ban %(name)s")),
    "body": _Kind(_("body %(name)s")),
    "case_import": _Kind(_("table of cases %(name)s"), "desk:case_import_card", Right.TYPE_IN_CASE),
    "case_mapping": _Kind(_("way to read tables %(name)s")),
    "cases": _Kind(_("table of cases")),
    "chain": _Kind(_("kept rows %(name)s")),
    "curve": _Kind(_("certainty of the model: %(name)s")),
    "deadline_policy": _Kind(_("rule of deadlines %(name)s")),
    "deadlines": _Kind(_("deadlines of all cases")),
    "decision": _Kind(_("decision of moderation %(name)s"), "desk:evidence", Right.SEE_EVIDENCE),
    "fake": _Kind(_("suspected fake %(name)s")),
    "hook": _Kind(_("webhook %(name)s")),
    "macro": _Kind(_("macro %(name)s")),
    "message": _Kind(_("message %(name)s")),
    "methodology": _Kind(_("methodology %(name)s")),
    "model": _Kind(_("model %(name)s")),
    "page": _Kind(_("page %(name)s"), "desk:page", Right.SEE_PAGES),
    "pages": _Kind(_("all pages")),
    "raw_event": _Kind(_("event %(name)s"), "desk:raw_event", Right.CONNECT_PAGES),
    "ready_text": _Kind(_("ready text %(name)s")),
    "register_import": _Kind(_("table of the register %(name)s"), "desk:register_card", Right.EDIT_PAGES),
    "required": _Kind(_("network to be kept %(name)s")),
    "route": _Kind(_("rule of routing %(name)s")),
    "sign_in": _Kind(_("entrance")),
    "sign_in_rules": _Kind(_("rules of signing in from %(name)s")),
    "staff": _Kind(_("member of staff %(name)s"), "desk:staff_card", Right.SEE_STAFF),
    "staff_bot": _Kind(_("bot for staff in %(name)s")),
    "tag": _Kind(_("tag %(name)s")),
    "territories": _Kind(_("territories")),
    "territory": _Kind(_("territory %(name)s")),
    "view": _Kind(_("view of the inbox %(name)s")),
    "warnings": _Kind(_("rules of warnings %(name)s")),
}
_NAMES_OF: Mapping[str, Callable[[Collection[int]], Mapping[int, str]]] = {
    "body": names_of_bodies,
    "page": names_of_pages,
    "staff": names_of_staff,
    "tag": names_of_tags,
}
_REFERS_TO = {
    "staff": "staff", "deputy": "staff", "added": "tag", "taken": "tag", "other": "appeal", "to": "appeal",
    "decision": "decision",
}  # fmt: skip
"""Fields that hold numbers of other things."""

_FIELDS_OF = {
    "page": PAGE_FIELDS,
    "pages": PAGE_FIELDS,
    "body": BODY_FIELDS,
    "appeal": CASE_FIELDS,
    "route": CONDITIONS,
}
_FIELDS = {
    "acts": _("What was done"),
    "added": _("Added"),
    "after": _("Is now"),
    "because": _("Why"),
    "before": _("Was"),
    "blurred": _("Places made unreadable"),
    "body": _("Body"),
    "by": _("In which way"),
    "changed": _("Changed"),
    "changes": _("Changes"),
    "clause": _("Clause"),
    "comments": _("Comments"),
    "count": _("How many"),
    "decision": _("Decision"),
    "deputy": _("Deputy"),
    "document": _("Document"),
    "edited": _("Edited by hand"),
    "facts": _("Record"),
    "fields": _("Fields"),
    "files": _("Files"),
    "filters": _("Filters"),
    "form": _("Format"),
    "formal": _("A formality"),
    "format": _("Format"),
    "found": _("Found"),
    "from": _("From"),
    "ground": _("Ground"),
    "instead_of": _("Instead of"),
    "invitation_days": _("Days of an invitation"),
    "is_right": _("Sorted out rightly"),
    "key": _("Key"),
    "kind": _("Kind"),
    "looked_at": _("Looked at"),
    "messages": _("Messages"),
    "min_length": _("Least length of a password"),
    "name": _("Name"),
    "network": _("Network"),
    "new": _("New"),
    "note": _("Note"),
    "of": _("Whose"),
    "official_names": _("Names of officials"),
    "offset": _("Offset"),
    "on": _("Switched on"),
    "other": _("Other case"),
    "overdue": _("Overdue"),
    "own_pages": _("Forms on our own pages"),
    "part": _("Part"),
    "people": _("People"),
    "photo": _("Photo"),
    "photos": _("Photos"),
    "place": _("Place in the table"),
    "policy": _("Rule of deadlines"),
    "priority": _("Priority"),
    "private": _("Private messages"),
    "public": _("Everybody sees it"),
    "queue": _("Queue"),
    "refused": _("Refused"),
    "role": _("Role"),
    "rows": _("Rows"),
    "run": _("Act on many cases"),
    "scopes": _("What it may do"),
    "second_factor_roles": _("Roles with a second factor"),
    "session_hours": _("Hours of a session"),
    "sessions": _("Sessions"),
    "sha256": _("Checksum"),
    "signs": _("Signs"),
    "since": _("From"),
    "since_on": _("From"),
    "sites": _("Sites"),
    "slope": _("Slope"),
    "staff": _("Member of staff"),
    "stage": _("Stage"),
    "state": _("State"),
    "taken": _("Taken off"),
    "term": _("Term"),
    "to": _("To"),
    "until": _("Until"),
    "url": _("Address"),
    "version": _("Version"),
    "wall_posts": _("Posts on the wall"),
    "was_withdrawn": _("Had been taken away"),
    "who": _("Hash of the address"),
}
_FACTORS = {
    FactorKind.APP: _("App with codes"), FactorKind.PASSKEY: _("Passkey"), FactorKind.PAPER: _("Codes on paper"),
}  # fmt: skip
_YES_NO = {"0": _("no"), "1": _("yes"), "False": _("no"), "True": _("yes"), "yes": _("yes"), "no": _("no")}
_VALUES_OF: Mapping[str, Mapping[Any, str]] = {
    **dict.fromkeys(("public", "is_right", "formal", "edited", "was_withdrawn", "on"), _YES_NO),
    **dict.fromkeys(("comments", "wall_posts", "private", "own_pages", "official_names"), _YES_NO),
    "acts": DOING_NAMES,
    "because": OUTCOME_WORDS,
    "by": {"polling": _("by polling"), "webhook": _("by a webhook"), "oidc": _("by another service")},
    "ground": GROUND_NAMES,
    "importance": IMPORTANCE_NAMES,
    "kind": VALUES | _FACTORS | KINDS,
    "of": {"staff": _("of staff"), "outside": _("of somebody outside"), "resident": _("of the resident")},
    "queue": {queue.value: mark.word for queue, mark in QUEUES.items()},
    "role": ROLES,
    "scopes": SCOPES,
    "second_factor_roles": ROLES,
    "stage": {"before": _("Before"), "after": _("After")},
    "state": {letter.value: mark.word for letter, mark in LETTERS.items()},
    "term": TERMS,
}
_LISTS = frozenset({"acts", "added", "fields", "scopes", "second_factor_roles", "taken", "to"})


def act_word(act: str) -> str:
    """What was done, at the beginning of a line; an act that nobody knows any more by its name."""
    return capfirst(gettext(ACTS[act])) if act in ACTS else act


def in_words(rows: Sequence[LogRow], viewer: Viewer) -> Iterator[LogLine]:
    """Each line in words; the names of all of them by one query for each kind of thing."""
    names = _names_of(chain.from_iterable(_referred(row) for row in rows))
    names |= {("network", look.name): gettext(look.short_name) for look in list_networks()}
    slugs = {str(row.details["body"]) for row in rows if row.details.get("body")}
    names |= {("slug", slug): name for slug, name in names_by_slug(slugs).items()} if slugs else {}
    for row in rows:
        about = row.subject.removeprefix("audit:")
        kind, _sign, number = about.partition(":")
        place = _OBJECTS.get(kind)
        link = ""
        if place and place.right and number.isdecimal() and viewer.may_anywhere(place.right):
            link = reverse(place.page, args=[number])
        yield LogLine(row, act_word(row.act), _about(row.subject, names), link, details_of(row, names))


def _names_of(referred: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for kind, number in referred:
        if number.isdecimal() and kind in _NAMES_OF:
            wanted[kind].add(int(number))
    return {(kind, str(id_)): name for kind, ids in wanted.items() for id_, name in _NAMES_OF[kind](ids).items()}


def _referred(row: LogRow) -> Iterator[tuple[str, str]]:
    kind, _sign, number = row.subject.removeprefix("audit:").partition(":")
    yield kind, number
    for field, value in row.details.items():
        if (to := _refers_to(field, value)) is not None:
            yield from ((to, one) for one in str(value).split(", "))


def _refers_to(field: str, value: object) -> str | None:
    """What kind of thing the numbers in a field mean."""
    return "body" if field == "body" and str(value).isdecimal() else _REFERS_TO.get(field)


def _about(subject: str, names: Names) -> str:
    """«сотрудник Иванов», «обращение № 1533»; a reference of a kind that nobody knows any more stays as it is."""
    kind, _sign, number = subject.partition(":")
    place = _OBJECTS.get(kind)
    if place is None:
        return subject
    name = (_about(number, names) if number else gettext("all")) if kind == "audit" else _called(kind, number, names)
    return gettext(place.words) % {"name": name}


def _called(kind: str, number: str, names: Names) -> str:
    known = names.get((kind, number), "")
    if known:
        return known if kind == "staff" else f"«{known}»"
    return f"№ {number}" if number.isdecimal() else _moment(number) or names.get(("network", number), number)


def details_of(row: LogRow, names: Names) -> str:
    """«Роль: Модератор; Орган: Горхозяйство»."""
    kind = row.subject.partition(":")[0]
    own = _FIELDS_OF.get(kind, {})
    return "; ".join(
        f"{capfirst(gettext(own.get(field) or _FIELDS.get(field, field)))}: {_told(field, value, own, names)}"
        for field, value in row.details.items()
        if str(value)
    )


def value_words(field: str, value: object) -> str:
    """What a field tells, where it names nothing else: «Обычная → Высокая»."""
    return _told(field, value, {}, {})


def _told(field: str, value: object, own: Mapping[str, str], names: Names) -> str:
    text = str(value)
    if field in _LISTS:
        return ", ".join(_one(field, part, own, names) for part in text.replace(", ", " ").split())
    return " → ".join(_one(field, part, own, names) for part in text.split(" → "))


def _one(field: str, part: str, own: Mapping[str, str], names: Names) -> str:
    kind = _refers_to(field, part)
    if kind is not None:
        return _called(kind, part, names) if part != "0" else "—"
    known = names.get(({"body": "slug"}.get(field, field), part))
    words: Mapping[Any, str] = own if field == "fields" else _VALUES_OF.get(field, VALUES)
    return known or (gettext(words[part]) if part in words else _moment(part) or part)


def _moment(text: str) -> str:
    """A day or a moment as people write it; empty where the text is neither."""
    try:
        found: datetime | None = parse_datetime(text) if "T" in text else None
        day = None if found else parse_date(text)
    except ValueError:
        return ""
    if found is not None:
        return date_format(timezone.localtime(found) if found.tzinfo else found, "d.m.Y H:i")
    return date_format(day, "d.m.Y") if day else ""
