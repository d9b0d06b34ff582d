"""Ready texts, and answers given before: what fits a case, and putting one into its draft."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format

from otklik.answers.approval.approvers import topics_above
from otklik.answers.drafting import check_draft, put_draft
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import STANDS, Answer, AnswerKind, Facts, ReadyText
from otklik.answers.showing import show_files, show_photos
from otklik.answers.texts.filling import About, adapt, fill, prompts_of
from otklik.answers.texts.ready_entries import (
    Offered,
    ReadyEntry,
    attach_files,
    check_entry,
    chosen_of,
    offered_with,
    text_scope,
)
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case
from otklik.appeals.selectors import access_case
from otklik.audit.services import record
from otklik.organizations.errors import NotSeen
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, bodies_within, offered_to
from otklik.shared.text import seen_words
from otklik.shared.words import marked as _

MOST_OFFERED = 12
MOST_LISTED = 200
"""So many texts a list to choose from holds."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready text as it is offered or listed."""

    id: int
    folder: str
    name: str
    text: str
    prompts: tuple[str, ...]
    used_count: int
    kind: str = ""
    state: str = ""
    topic: str = ""
    body: str = ""
    since_on: date | None = None
    until_on: date | None = None
    files: tuple[Offered, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the answer box when a text is put into it."""

    kind: str
    text: str
    seen: int | None = None
    """As in `save_draft`."""


def list_fitting(appeal: Appeal, *, on: date) -> list[Ready]:
    """The texts for this case's topic, state and body on a day: those made for it first, then the most used."""
    rows = ReadyText.objects.filter(fitting(appeal, on=on)).select_related("topic", "body")
    order = rows.order_by(F("topic").asc(nulls_last=True), "-used_count", "folder", "name", "id")
    return [_ready(row) for row in order.prefetch_related("files__file")[:MOST_OFFERED]]


def fitting(appeal: Appeal, *, on: date) -> Q:
    """The texts at work that are made for this case on a day, as a condition."""
    return (
        Q(is_active=True, state__in=("", appeal.state))
        & offered_to(appeal.body)
        & (Q(topic=None) | Q(topic_id__in=topics_above(appeal.topic_id)))
        & (Q(since_on=None) | Q(since_on__lte=on))
        & (Q(until_on=None) | Q(until_on__gte=on))
    )


def list_texts(viewer: Viewer) -> list[Ready]:
    """Every text at work that this person may end, by folder."""
    return [_ready(row) for row in _kept(viewer).order_by("folder", "name", "id")]


def list_texts_by_page(viewer: Viewer, *, after: Mark | None = None) -> tuple[list[Ready], Mark | None]:
    """The same, a page at a time: after what it goes on is a folder, a name and an id."""
    rows, following = take_page(_kept(viewer), ("folder", "name", "id"), after=after)
    return [_ready(row) for row in rows], following


def _kept(viewer: Viewer) -> QuerySet[ReadyText]:
    rows = ReadyText.objects.filter(_mine(viewer), is_active=True).select_related("topic", "body")
    return rows.prefetch_related("files__file")


def list_usable(viewer: Viewer, *, on: date) -> list[Ready]:
    """The texts at work on a day that may fit cases of this person: of their bodies, those above, and everybody's."""
    return [_ready(row) for row in _usable(viewer, on=on).order_by("folder", "name", "id")[:MOST_LISTED]]


def list_usable_by_page(viewer: Viewer, *, on: date, after: Mark | None = None) -> tuple[list[Ready], Mark | None]:
    """The same, a page at a time: after what it goes on is a folder, a name and an id."""
    rows, following = take_page(_usable(viewer, on=on), ("folder", "name", "id"), after=after)
    return [_ready(row) for row in rows], following


def _usable(viewer: Viewer, *, on: date) -> QuerySet[ReadyText]:
    own = sorted({post.body_id for post in viewer.posts})
    scope = viewer.scope(Right.WRITE_ANSWER)
    of_bodies = Q() if scope.everything else Q(body=None) | Q(body__in=Body.objects.filter(bodies_within(scope)))
    if not scope.everything:
        above_own = BodyAncestry.objects.filter(descendant_id__in=own).values("ancestor_id")
        of_bodies |= Q(body_id__in=above_own)
    days = (Q(since_on=None) | Q(since_on__lte=on)) & (Q(until_on=None) | Q(until_on__gte=on))
    rows = ReadyText.objects.filter(of_bodies, days, is_active=True).select_related("topic", "body")
    return rows.prefetch_related("files__file")


def enter_text(entry: ReadyEntry, *, by: Viewer, now: datetime) -> int:
    """Keep a ready text; returns its id. Raises AnswerRefused."""
    check_entry(entry, by=by)
    with transaction.atomic():
        return _enter(entry, by=by, now=now)


def _enter(entry: ReadyEntry, *, by: Viewer, now: datetime) -> int:
    row = ReadyText.objects.create(
        folder=" / ".join(part.strip() for part in entry.folder.split("/") if part.strip())[:120],
        name=entry.name.strip()[:120],
        text=entry.text.strip(),
        kind=entry.kind,
        state=entry.state,
        topic_id=entry.topic_id,
        body_id=entry.body_id,
        since_on=entry.since_on,
        until_on=entry.until_on,
        entered_by_id=by.staff_id,
        entered_at=now,
    )
    attach_files(row, entry.files)
    record("enter_ready_text", subject=f"ready_text:{row.id}", by=by, now=now, because=row.name)
    return row.id


def end_text(text_id: int, *, by: Viewer, now: datetime) -> None:
    """The text is offered no more. Raises NotSeen."""
    row = ReadyText.objects.filter(_mine(by), id=text_id, is_active=True).first()
    if row is None:
        raise NotSeen(_("There is no such text for you to end."))
    with transaction.atomic():
        row.is_active = False
        row.save(update_fields=["is_active"])
        row.files.all().delete()  # what answers lead to stays behind their links
        record("end_ready_text", subject=f"ready_text:{row.id}", by=by, now=now, because=row.name)


def insert_ready(
    number: int, text_id: int, *, typed: Typed, answers: Mapping[str, str], by: Viewer, now: datetime,
    file_ids: Collection[int] | None = None,
) -> None:  # fmt: skip
    """Put a ready text into the draft, after what stands there; it counts as used.

    Raises NotSeen, and as `save_draft` does.

    `file_ids`: which of its files the resident gets, by a link at the end; None: all.
    """
    with transaction.atomic():
        about = about_case(by, number, now=now)  # first: of a case of others nothing is told, not even by a wrong text
        body = Appeal.objects.select_related("body").only("body__founder").get(number=number).body
        row = ReadyText.objects.filter(offered_to(body), id=text_id, is_active=True).first()
        if row is None:
            raise AnswerRefused(_("There is no such text any more."), mend=_("Choose another."))
        text = fill(row.text, about, answers)
        if files := chosen_of(row, file_ids):
            case = lock_case(number, by=by, version=None)
            demand_right(by, case, Right.WRITE_ANSWER)
            text = f"{text}\n\n{show_files(case, files, by=by, now=now)}"
        _insert(number, text, typed=typed, by=by, now=now)
        ReadyText.objects.filter(id=text_id).update(used_count=F("used_count") + 1)


def insert_given(number: int, other: int, *, typed: Typed, by: Viewer, now: datetime) -> None:
    """Put the answer of another case, adapted to this one, into the draft. Raises NotSeen, AnswerRefused."""
    ours, theirs = about_case(by, number, now=now), about_case(by, other, now=now)
    given = Answer.objects.filter(appeal__number=other, state__in=STANDS).exclude(kind=AnswerKind.QUESTION)
    last = given.order_by("-id").first()
    if last is None:
        raise AnswerRefused(_("That case has no answer."), mend=_("Choose another."))
    _insert(number, adapt(last.text, theirs=theirs, ours=ours), typed=typed, by=by, now=now)


def insert_facts(number: int, facts_id: int, *, typed: Typed, by: Viewer, now: datetime) -> None:
    """Put what the executor told into the draft. Raises NotSeen, AnswerRefused."""
    access_case(by, number)
    told = Facts.objects.filter(id=facts_id, appeal__number=number).exclude(text="").first()
    if told is None:
        raise AnswerRefused(_("Nothing of the kind was told in this case."), mend=_("Reload the page."))
    _insert(number, told.text, typed=typed, by=by, now=now)


def insert_photos(number: int, photo_ids: Collection[int], *, typed: Typed, by: Viewer, now: datetime) -> None:
    """Put a link to these photos of the case into the draft. Raises as `save_draft` does."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        _insert(number, show_photos(appeal, photo_ids, by=by, now=now), typed=typed, by=by, now=now)


def about_case(viewer: Viewer, number: int, *, now: datetime) -> About:
    """What of a case goes into a text, and from there to the network: of what a resident wrote only what the eye sees.

    Raises NotSeen.
    """
    case = access_case(viewer, number)
    authors = (one.author_name for one in case.thread if not one.is_by_page)
    return About(
        name=seen_words(case.author_name or next(authors, "")),
        address=seen_words(case.address),
        number=str(number),
        body=case.body,
        topic=case.topic,
        today=date_format(now, "j E Y"),
    )


def _insert(number: int, text: str, *, typed: Typed, by: Viewer, now: datetime) -> None:
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        draft = check_draft(appeal, by=by, seen=typed.seen, now=now)
        whole = "\n\n".join(part for part in (typed.text.strip(), text) if part)
        put_draft(appeal, draft, kind=AnswerKind(typed.kind), text=whole, by_id=by.staff_id, now=now)


def _mine(viewer: Viewer) -> Q:
    scope = text_scope(viewer)
    return Q() if scope.everything else Q(body__in=Body.objects.filter(bodies_within(scope)))


def _ready(row: ReadyText) -> Ready:
    return Ready(
        id=row.id,
        folder=row.folder,
        name=row.name,
        text=row.text,
        prompts=prompts_of(row.text),
        used_count=row.used_count,
        kind=row.kind,
        state=row.state,
        topic=row.topic.name if row.topic else "",
        body=row.body.short_name if row.body else "",
        since_on=row.since_on,
        until_on=row.until_on,
        files=offered_with(row),
    )
