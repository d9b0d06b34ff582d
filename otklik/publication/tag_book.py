"""The vocabulary of tags: entered for a body and those under it, renamed, shown to the public or not, retired.

It stands in this room because here it is known what may be published: a tag never holds personal data.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Q, QuerySet

from otklik.appeals.errors import StaleCase, UnfitValue
from otklik.appeals.models import LONGEST_TAG, Appeal, CaseTag, Tag
from otklik.appeals.tag_names import tag_key, with_words
from otklik.audit.services import record
from otklik.organizations.errors import NotSeen
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.models import Body
from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import Viewer, bodies_within, offered_to
from otklik.publication.redacting import redact
from otklik.shared.text import plainly_written
from otklik.shared.words import marked as _

LONGEST_NAME: Final = LONGEST_TAG
MOST_COUNTED: Final = 1_000
_UNFIT: Final = re.compile(r"[,;\x00-\x1f\x7f]")
"""Lists of tags are told with these between them."""


class TagChanged(StaleCase):
    """Somebody changed the tag after it was read."""

    def __init__(self, *, version: int) -> None:
        super().__init__(version=version)
        self.wrong = _("The tag was changed while you were at it.")


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag as the vocabulary lists it."""

    id: int
    name: str
    body: str
    """Empty: everybody's."""
    is_public: bool
    """Everybody may read it at published cases."""
    is_active: bool
    version: int
    """Goes back with a change."""
    cases: int
    """How many bear it."""


def tag_scope(viewer: Viewer) -> Scope:
    """For which bodies this person keeps the vocabulary."""
    return viewer.scope(Right.EDIT_CASE).merged(viewer.scope(Right.EDIT_RULES))


def list_vocabulary(
    viewer: Viewer, text: str = "", *, is_active: bool = True, after: Mark | None = None
) -> tuple[list[TagRow], Mark | None]:
    """A page of the tags with these words that this person keeps, by name, and after which name and id it goes on.

    `is_active`: those that are offered, or those that are no more.
    """
    rows, following = take_page(
        _narrowed(viewer, text, is_active=is_active).select_related("body"), ("name", "id"), after=after
    )
    return _rows(rows), following


def find_kept(viewer: Viewer, tag_id: int) -> TagRow | None:
    """One of them that is offered."""
    found = _mine(viewer).filter(id=tag_id, is_active=True).select_related("body")
    return next(iter(_rows(list(found))), None)


def count_vocabulary(viewer: Viewer, text: str = "", *, is_active: bool = True) -> int:
    """How many of them there are, up to `MOST_COUNTED`."""
    return _narrowed(viewer, text, is_active=is_active)[:MOST_COUNTED].count()


def enter_tag(name: str, *, body_id: int | None, is_public: bool, by: Viewer, now: datetime) -> int:
    """Offer a tag from now on. Raises UnfitValue, which says what is wrong with it."""
    name = _fit(name)
    _check_body(body_id, by=by)
    with _once():
        _check_once(name, body_id=body_id)
        row = Tag.objects.create(name=name, body_id=body_id, is_public=is_public, made_by_id=by.staff_id, made_at=now)
        record("enter_tag", subject=f"tag:{row.id}", by=by, now=now, details=_told(row))
    return row.id


def change_tag(tag_id: int, *, name: str, is_public: bool, by: Viewer, version: int | None, now: datetime) -> None:
    """Rename a tag, show it to the public or not; published cases follow within seconds.

    Raises NotSeen, TagChanged where it is not as of `version`, UnfitValue.
    """
    name = _fit(name)
    with _once():
        row = _lock(tag_id, by=by, version=version)
        if (row.name, row.is_public) == (name, is_public):
            return
        if tag_key(row.name) != tag_key(name):
            _check_once(name, body_id=row.body_id)
        was_public, row.name, row.is_public = row.is_public, name, is_public
        _save(row, is_seen=was_public or is_public)
        record("change_tag", subject=f"tag:{row.id}", by=by, now=now, details=_told(row))


def retire_tag(tag_id: int, *, by: Viewer, version: int | None, now: datetime) -> None:
    """Offer a tag no more: it stays at its cases for staff, and the public sees it no more. Raises as `change_tag`."""
    with transaction.atomic():
        row = _lock(tag_id, by=by, version=version)
        row.is_active = False
        _save(row, is_seen=row.is_public)
        record("retire_tag", subject=f"tag:{row.id}", by=by, now=now)


def public_tags_of(appeal: Appeal, *, people: Sequence[str]) -> list[str]:
    """The names that everybody may read at a case: of public tags that are offered, each once.

    None that names one of its `people`: no rule sees that a rare word is somebody's surname, here it is known.
    """
    shown = Tag.objects.filter(cases__appeal=appeal, is_public=True, is_active=True)
    names = {tag_key(name): name for name in shown.order_by("-name", "id").values_list("name", flat=True)}
    return sorted(
        (name for name in names.values() if redact(name, people=people) == plainly_written(name)), key=tag_key
    )


def mark_cases_of_changed_tags() -> int:
    """Let all cases of changed tags be looked at again. Returns how many tags there were.

    A step of its own after the change: whoever gave the tag to a case meanwhile either is seen here, or makes the
    public copy with the tag as it is now.
    """
    stale = list(Tag.objects.filter(publication_is_stale=True).order_by("id").values_list("id", "version"))
    if not stale:
        return 0
    with transaction.atomic():
        # cases before tags, as everywhere; those to be looked at anyway, too: a worker that holds one may have read the
        # tag before it changed, and has not told yet that it looked
        bearing = Appeal.objects.filter(tags__tag__in=[tag_id for tag_id, _version in stale]).values("id")
        cases = Appeal.objects.filter(id__in=bearing).select_for_update(no_key=True, of=("self",)).order_by("id")
        Appeal.objects.filter(id__in=list(cases.values_list("id", flat=True))).update(publication_is_stale=True)
        for tag_id, version in stale:  # one that changed meanwhile stays marked
            Tag.objects.filter(id=tag_id, version=version).update(publication_is_stale=False)
    return len(stale)


@contextmanager
def _once() -> Iterator[None]:
    """One change of the vocabulary at a time, until the transaction ends: two would not see each other's name."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(hashtextextended('otklik tags', 7))")
            yield
    except IntegrityError as refused:  # two that differ in ё only, from before: one is renamed to the other
        raise _twice() from refused


def _fit(name: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name or len(name) > LONGEST_TAG:
        raise UnfitValue(
            _("The tag has no name, or one that is too long."), field="name", mend=_("Write up to 40 characters.")
        )
    if _UNFIT.search(name) or not any(one.isalnum() for one in name):
        raise UnfitValue(
            _("A tag is one or a few words, without commas and semicolons."),
            field="name",
            mend=_("Write each tag by itself."),
        )
    if redact(name) != plainly_written(name):
        raise UnfitValue(
            _("The name of the tag holds personal data or foul language."),
            field="name",
            mend=_("Write what cases have in common: no names of people, phones, addresses of flats or car plates."),
        )
    return name


def _twice() -> UnfitValue:
    return UnfitValue(
        _("There is a tag of this name here already, or the body above has it."),
        field="name",
        mend=_("Use that one, or name this one otherwise."),
    )


def _check_once(name: str, *, body_id: int | None) -> None:
    """A name stands once in what is offered to a body: its own tags, those above it, everybody's."""
    offered = Tag.objects.filter(offered_to(Body.objects.filter(id=body_id or 0).first()))
    if any(tag_key(one) == tag_key(name) for one in offered.filter(is_active=True).values_list("name", flat=True)):
        raise _twice()


def _check_body(body_id: int | None, *, by: Viewer) -> None:
    scope = tag_scope(by)
    if body_id is None:
        if not scope.everything:
            raise UnfitValue(
                _("A tag for everybody is entered by those who see the whole region."),
                field="body_id",
                mend=_("Choose a body."),
            )
    elif not Body.objects.filter(bodies_within(scope), id=body_id, is_active=True).exists():
        raise UnfitValue(_("There is no such body."), field="body_id", mend=_("Choose from the list."))


def _mine(viewer: Viewer) -> QuerySet[Tag]:
    scope = tag_scope(viewer)
    kept = Q() if scope.everything else Q(body__in=Body.objects.filter(bodies_within(scope)))
    return Tag.objects.filter(kept)


def _narrowed(viewer: Viewer, text: str, *, is_active: bool) -> QuerySet[Tag]:
    return with_words(_mine(viewer).filter(is_active=is_active), text)


def _lock(tag_id: int, *, by: Viewer, version: int | None) -> Tag:
    mine = _mine(by).filter(id=tag_id, is_active=True).values("id")
    row = Tag.objects.select_for_update().filter(id__in=mine).first()
    if row is None:
        raise NotSeen(_("There is no such tag for you."))
    if version is not None and row.version != version:
        raise TagChanged(version=row.version)
    return row


def _save(row: Tag, *, is_seen: bool) -> None:
    """`is_seen`: the public saw it, or does from now on."""
    row.version += 1
    row.publication_is_stale = row.publication_is_stale or is_seen
    row.save()


def _told(row: Tag) -> dict[str, str | int]:
    """Not the name: one that turns out to be a person's is erased, and the log would keep it."""
    return {"public": int(row.is_public), "body": row.body_id or 0}


def _rows(tags: Sequence[Tag]) -> list[TagRow]:
    """With the cases of these alone counted."""
    counted = CaseTag.objects.filter(tag__in=tags).values_list("tag").annotate(Count("id"))
    cases: dict[int, int] = dict(counted)
    return [
        TagRow(
            id=one.id,
            name=one.name,
            body=one.body.short_name if one.body else "",
            is_public=one.is_public,
            is_active=one.is_active,
            version=one.version,
            cases=cases.get(one.id, 0),
        )
        for one in tags
    ]


def names_of_tags(tag_ids: Collection[int]) -> dict[int, str]:
    """Names of tags, those out of use too."""
    return dict(Tag.objects.filter(id__in=tag_ids).values_list("id", "name"))
