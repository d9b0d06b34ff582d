"""Tags of cases: which there are for a case, which it bears, putting them on and taking them off."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, CaseTag, Tag
from otklik.appeals.moves import demand_right, lock_case, place_of, save_case
from otklik.appeals.tag_names import of_one_name, one_of_each, tag_key, with_words
from otklik.audit.services import record
from otklik.organizations.keyset import A_PAGE, Mark, take_page
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, bodies_within, offered_to
from otklik.shared.words import marked as _

MOST_TAGS = 10
"""So many one case bears."""
MOST_OFFERED = 500
"""So many a list to choose from holds."""


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag as a case bears it, or as it is offered."""

    id: int
    name: str
    is_public: bool
    """Everybody may read it at a published case."""
    is_active: bool = True
    """False: it is retired, and offered no more."""


def change_tags(
    number: int,
    *,
    add: Collection[int] = (),
    take: Collection[int] = (),
    by: Viewer,
    version: int | None,
    now: datetime,
) -> None:
    """Put tags on a case and take others off; what it bears already, or does not bear, stays as it is.

    A tag of another body stands for the one of its name that is offered here, or is borne.
    Raises what `lock_case` raises, NotYourAct, and UnfitValue for a tag that is not offered for this case.
    """
    with transaction.atomic():
        appeal, borne = _lock(number, by=by, version=version)
        named = of_one_name([*add, *take, *borne])
        added = _missing(_as_offered(add, appeal, named=named), borne, appeal)
        unwanted = {named.get(one) for one in take} - {named.get(one) for one in add}
        taken = {one for one in borne if named[one] in unwanted}
        _change(appeal, added=added, taken=taken, borne=borne, by=by, now=now)


def set_tags(number: int, tag_ids: Collection[int], *, by: Viewer, version: int | None, now: datetime) -> None:
    """Let a case bear tags of exactly these names. Raises as `change_tags`."""
    with transaction.atomic():
        appeal, borne = _lock(number, by=by, version=version)
        named = of_one_name([*tag_ids, *borne])
        added = _missing(_as_offered({*tag_ids} - borne, appeal, named=named), borne, appeal)
        wanted = {named.get(one) for one in tag_ids}
        taken = {one for one in borne if named[one] not in wanted}
        _change(appeal, added=added, taken=taken, borne=borne, by=by, now=now)


def put_tag(number: int, name: str, *, by: Viewer, version: int | None, now: datetime) -> None:
    """Put the tag of this name on a case. Raises as `change_tags`."""
    with transaction.atomic():
        appeal, borne = _lock(number, by=by, version=version)
        found = find_tag(name, one_of_each(_offered(appeal)))
        _change(appeal, added=_missing([found], borne, appeal), taken=(), borne=borne, by=by, now=now)


def put_tags_back(appeal: Appeal, tag_ids: Collection[int], *, by: Viewer, now: datetime) -> None:
    """The case bears again what it bore before an act on many; the caller has locked it and undoes the rest."""
    CaseTag.objects.filter(appeal=appeal).exclude(tag__in=tag_ids).delete()
    there = Tag.objects.filter(id__in=tag_ids).exclude(cases__appeal=appeal).order_by("id")
    CaseTag.objects.bulk_create([CaseTag(appeal=appeal, tag=one, by_id=by.staff_id, at=now) for one in there])
    Appeal.objects.filter(id=appeal.id).update(publication_is_stale=True)


def find_tag(name: str, offered: Collection[Tag | TagView]) -> int:
    """The id of the tag of this name among those that are offered, in capitals or not. Raises UnfitValue."""
    wanted = tag_key(name)
    found = next((one.id for one in offered if tag_key(one.name) == wanted), None) if wanted else None
    if found is None:
        raise UnfitValue(
            _("There is no such tag here."),
            field="tag",
            mend=_("Choose one from the list; new ones are entered on the page of tags."),
        )
    return found


def tags_of(appeal: Appeal) -> tuple[TagView, ...]:
    """What a case bears, by name, each name once: that which tells most of it, offered and public."""
    rows = Tag.objects.filter(cases__appeal=appeal).order_by("is_active", "is_public", "-id")
    once = {tag_key(one.name): _view(one) for one in rows}
    return tuple(sorted(once.values(), key=lambda one: (one.name, one.id)))


def tag_ids_of(appeal: Appeal) -> set[int]:
    """All that a case bears, of one name too."""
    return set(CaseTag.objects.filter(appeal=appeal).values_list("tag_id", flat=True))


def list_offered(number: int, *, by: Viewer) -> list[TagView]:
    """The tags for a case, by name: of its body, of the bodies above it, and everybody's; none where it is not seen.

    A name that several of them have stands there once, as that of the highest.
    """
    appeal = Appeal.objects.filter(number=number).select_related("body").only("municipality", "founder", "body").first()
    if appeal is None or not by.may_at(place_of(appeal), Right.SEE_CASES):
        return []
    return [_view(one) for one in one_of_each(_offered(appeal)).order_by("name", "id")[:MOST_OFFERED]]


def list_known(
    viewer: Viewer, text: str = "", *, after: Mark | None = None, at_most: int = A_PAGE
) -> tuple[list[TagView], Mark | None]:
    """The tags that cases of this person's sphere may bear, with these words, by name, each name once.

    A page at a time: after what it goes on is a name and an id.
    """
    known = one_of_each(with_words(Tag.objects.filter(_known_to(viewer), is_active=True), text))
    rows, following = take_page(known, ("name", "id"), after=after, at_most=at_most)
    return [_view(one) for one in rows], following


def find_known(viewer: Viewer, tag_id: int) -> TagView | None:
    """One of these, retired or not; None where it is not this person's."""
    found = Tag.objects.filter(_known_to(viewer), id=tag_id).first()
    return _view(found) if found else None


def _lock(number: int, *, by: Viewer, version: int | None) -> tuple[Appeal, set[int]]:
    appeal = lock_case(number, by=by, version=version)
    demand_right(by, appeal, Right.EDIT_CASE, Right.WRITE_ANSWER)
    return appeal, tag_ids_of(appeal)


def _change(
    appeal: Appeal, *, added: Collection[int], taken: Collection[int], borne: Collection[int], by: Viewer, now: datetime
) -> None:
    """Of a locked case."""
    if not added and not taken:
        return
    if _offered(appeal).filter(id__in=added).count() < len(added):
        raise UnfitValue(_("A tag is not offered for this case."), field="tag", mend=_("Choose one from the list."))
    if added and len({*of_one_name({*borne, *added} - {*taken}).values()}) > MOST_TAGS:
        raise UnfitValue(
            _("A case bears ten tags at most."), field="tag", mend=_("Take one off before you put another on.")
        )
    CaseTag.objects.filter(appeal=appeal, tag__in=taken).delete()
    CaseTag.objects.bulk_create(
        [CaseTag(appeal=appeal, tag_id=one, by_id=by.staff_id, at=now) for one in sorted(added)]
    )
    appeal.publication_is_stale = True
    save_case(appeal, now=now)
    told = {"added": _listed(added), "taken": _listed(taken)}
    record("tag", subject=f"appeal:{appeal.number}", by=by, now=now, details={k: v for k, v in told.items() if v})


def _offered(appeal: Appeal) -> QuerySet[Tag]:
    return Tag.objects.filter(offered_to(appeal.body), is_active=True)


def _as_offered(tag_ids: Collection[int], appeal: Appeal, *, named: Mapping[int, str]) -> set[int]:
    """Themselves where they are offered for this case; else what is offered under their names; else themselves."""
    offered = set(_offered(appeal).filter(id__in=named).values_list("id", flat=True))
    highest = {named[one.id]: one.id for one in one_of_each(_offered(appeal).filter(id__in=offered))}
    return {one if one in offered else highest.get(named.get(one, ""), one) for one in tag_ids}


def _missing(tag_ids: Collection[int], borne: Collection[int], appeal: Appeal) -> set[int]:
    """Those of them that a case lacks: neither they nor others of their names that are offered now stand at it.

    One that everybody reads is lacked also where staff alone read the others: else the public would not find the case.
    Of several of one name, one: such a one, if there is any.
    """
    named = of_one_name([*tag_ids, *borne])
    public = set(Tag.objects.filter(id__in=named, is_public=True).values_list("id", flat=True))
    offered = set(_offered(appeal).filter(id__in=borne).values_list("id", flat=True))
    there = {named[one] for one in offered}
    shown = {named[one] for one in offered & public}
    lacked = {one for one in tag_ids if one not in borne and named.get(one) not in (shown if one in public else there)}
    return set({named.get(one, one): one for one in sorted(lacked, key=public.__contains__)}.values())


def _listed(ids: Collection[int]) -> str:
    return ", ".join(str(one) for one in sorted(ids))


def _known_to(viewer: Viewer) -> Q:
    own = sorted({post.body_id for post in viewer.posts})
    above = BodyAncestry.objects.filter(descendant_id__in=own).values("ancestor_id")
    scope = viewer.scope(Right.SEE_CASES)
    within = Q() if scope.everything else Q(body__in=Body.objects.filter(bodies_within(scope)))
    return within if scope.everything else Q(body=None) | Q(body__in=above) | within


def _view(row: Tag) -> TagView:
    return TagView(id=row.id, name=row.name, is_public=row.is_public, is_active=row.is_active)
