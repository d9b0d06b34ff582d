"""Views of the inbox that people keep: saved under a name, shared with a body, one of them the first to open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, When

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import DefaultView, SavedView
from otklik.audit.services import record
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import BodyAncestry
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, find_bodies
from otklik.shared.words import marked as _

MOST_VIEWS = 20
"""So many views of one's own one person keeps, and so many stand in the inbox."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view as it stands in the inbox."""

    id: int
    name: str
    asked: Mapping[str, str]
    shared_with: str
    """The body; empty for a view of one's own."""
    owner: str
    is_mine: bool
    is_default: bool


def list_views(viewer: Viewer) -> list[ViewRow]:
    """The views of a person and those shared with their bodies: their own first, by name."""
    default = DefaultView.objects.filter(staff_id=viewer.staff_id, view_id=OuterRef("id"))
    views = SavedView.objects.filter(_seen_by(viewer)).select_related("owner", "body")
    mine = Case(When(owner_id=viewer.staff_id, then=1), default=0, output_field=IntegerField())
    views = views.annotate(first=Exists(default), mine=mine)
    return [
        ViewRow(
            id=one.id,
            name=one.name,
            asked={str(name): str(value) for name, value in one.asked.items()},
            shared_with=one.body.short_name if one.body else "",
            owner=one.owner.name,
            is_mine=one.owner_id == viewer.staff_id,
            is_default=one.first,
        )
        for one in views.order_by("-mine", "-first", F("body").asc(nulls_first=True), "name", "id")[:MOST_VIEWS]
    ]


def save_view(
    name: str, asked: Mapping[str, str], *, body_id: int | None, is_default: bool, by: Viewer, now: datetime
) -> int:
    """Keep a view under its name; the same name again changes it. Returns its number. Raises UnfitValue."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UnfitValue(
            _("The view has no name, or one that is too long."), field="name", mend=_("Write up to 80 characters.")
        )
    if body_id is not None and not find_bodies(by.scope(Right.EDIT_CASE), body_id=body_id):
        raise UnfitValue(
            _("You cannot share a view with this body."), field="body_id", mend=_("Choose one of those offered.")
        )
    with transaction.atomic():
        mine = SavedView.objects.select_for_update().filter(owner_id=by.staff_id)
        view = mine.filter(name__iexact=name).first()
        if view is None and mine.count() >= MOST_VIEWS:
            raise UnfitValue(_("You have twenty views already."), field="name", mend=_("Remove one that you need not."))
        view = view or SavedView(owner_id=by.staff_id, made_at=now)
        view.name, view.asked, view.body_id = name, dict(asked), body_id
        view.save()
        if is_default:
            DefaultView.objects.update_or_create(staff_id=by.staff_id, defaults={"view": view})
        else:
            DefaultView.objects.filter(staff_id=by.staff_id, view=view).delete()
        record("save_view", subject=f"view:{view.id}", by=by, now=now, details={"body": body_id or 0})
    return view.id


def choose_default(view_id: int, *, by: Viewer) -> None:
    """The inbox opens with this view; the same again: it opens with all open cases. Raises NotSeen."""
    view = _find(view_id, _seen_by(by))
    if not DefaultView.objects.filter(staff_id=by.staff_id, view=view).delete()[0]:
        DefaultView.objects.update_or_create(staff_id=by.staff_id, defaults={"view": view})


def remove_view(view_id: int, *, by: Viewer, now: datetime) -> None:
    """A view of one's own is gone, for those with whom it was shared too. Raises NotSeen."""
    _find(view_id, Q(owner_id=by.staff_id)).delete()
    record("remove_view", subject=f"view:{view_id}", by=by, now=now)


def _find(view_id: int, seen: Q) -> SavedView:
    view = SavedView.objects.filter(seen, id=view_id).first()
    if view is None:
        raise NotSeen(_("There is no such view for you."))
    return view


def _seen_by(viewer: Viewer) -> Q:
    """One's own, and those of the bodies in which one has a post, and of those above them."""
    own = sorted({post.body_id for post in viewer.posts})
    above = BodyAncestry.objects.filter(descendant_id__in=own).values("ancestor_id")
    return Q(owner_id=viewer.staff_id) | Q(body_id__in=above)
