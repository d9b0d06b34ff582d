"""Changing the tree of bodies: one moves under another, becomes part of another, closes, or opens again.

Its history stays.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from otklik.organizations.belongings import NAMED_AT_MOST, Kept, list_kept
from otklik.organizations.closure import attach_subtree, lock_tree, stands_under
from otklik.organizations.errors import BodyIsClosed, MakesCircle, NotPossible
from otklik.organizations.handing_over import hand_over
from otklik.organizations.history import tell_turn
from otklik.organizations.models import Body, BodyTurnKind
from otklik.organizations.reach import demand_body, demand_municipality, demand_region
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


@transaction.atomic
def move_body(body: Body, *, under: Body | None, by: Viewer | None, because: str, now: datetime) -> None:
    """Let a body, with all below it, stand under another one; None: at the top. Raises NotPossible.

    Who sees the body from above changes at once: that is asked of the closure.
    """
    body, *others = _lock(body, *([under] if under else []))
    under = others[0] if others else None
    _demand_changeable(body, by=by, because=because)
    if under is None:
        demand_region(by)
    else:
        _demand_open(under)
        demand_body(by, under)
        if stands_under(under.id, above=body.id):
            raise MakesCircle
    if body.parent_id == (under.id if under else None):
        raise NotPossible(_("It stands there already."), mend=_("Choose another body."))
    before = body.parent.name if body.parent else ""
    body.parent = under
    body.save(update_fields=["parent"])
    attach_subtree(body.id, under=body.parent_id)
    after = under.name if under else ""
    tell_turn(body, BodyTurnKind.MOVED, by=by, now=now, because=because, before=before, after=after)


@transaction.atomic
def merge_body(body: Body, *, into: Body, by: Viewer | None, because: str, now: datetime) -> None:
    """Make a body part of another one, its heir. Raises NotPossible.

    Those below it, appointments, competences and whatever it founded go over at once; pages, open cases and routes
    follow within moments (`follow_changed_bodies`). What is over stays with the body; it stands under the heir from
    now on, so that the heir's people see it.
    """
    body, heir = _lock(body, into)
    _demand_changeable(body, by=by, because=because)
    _demand_open(heir)
    demand_body(by, heir)
    if stands_under(heir.id, above=body.id):
        raise MakesCircle
    if heir.municipality_id != body.municipality_id:
        demand_municipality(by, heir.municipality_id)
    hand_over(body, heir, by=by, because=because, now=now)
    body.parent, body.merged_into = heir, heir
    body.municipality_id, body.founder_id = heir.municipality_id, heir.founder_id
    body.rows_wait_since = now
    _end(body, now=now)
    body.save()
    attach_subtree(body.id, under=heir.id)
    tell_turn(body, BodyTurnKind.MERGED, by=by, now=now, because=because, after=heir.name)
    tell_turn(heir, BodyTurnKind.TOOK_OVER, by=by, now=now, because=because, before=body.name)


@transaction.atomic
def close_body(body: Body, *, by: Viewer | None, because: str, now: datetime) -> None:
    """Close a body that has nothing left. Raises NotPossible, naming what is left."""
    (body,) = _lock(body)
    _demand_changeable(body, by=by, because=because)
    for kept in (_list_below(body), *list_kept(body.id)):
        if kept.count:
            raise NotPossible(
                _("It still has %(what)s (%(count)s): %(names)s."),
                mend=_("Merge it into another body, which takes all over, or pass them on first."),
                values={
                    "what": kept.words,
                    "count": str(kept.count),
                    "names": kept.names if kept.are_all_named else (*kept.names, "…"),
                },
            )
    _end(body, now=now)
    body.save(update_fields=["is_active", "closed_on", "head_name", "head_post"])
    tell_turn(body, BodyTurnKind.CLOSED, by=by, now=now, because=because)


@transaction.atomic
def reopen_body(body: Body, *, by: Viewer | None, because: str, now: datetime) -> None:
    """Let a closed body work again, where it stood. Its pages stay retired. Raises NotPossible."""
    (body,) = _lock(body)
    if body.is_active:
        raise NotPossible(_("This body is at work."))
    if body.merged_into_id is not None:
        raise NotPossible(_("It became part of another body."), mend=_("Enter a new body."))
    if body.parent is not None and not body.parent.is_active:
        raise NotPossible(_("The body above it is closed."), mend=_("Open that one first."))
    _demand_reason(body, by=by, because=because)
    body.is_active, body.closed_on = True, None
    body.save(update_fields=["is_active", "closed_on"])
    tell_turn(body, BodyTurnKind.REOPENED, by=by, now=now, because=because)


def _end(body: Body, *, now: datetime) -> None:
    """It works no more; nobody heads it, and who did is nobody's business any longer."""
    body.is_active, body.closed_on, body.head_name, body.head_post = False, timezone.localdate(now), "", ""


def _list_below(body: Body) -> Kept:
    below = body.children.filter(is_active=True)
    names = below.order_by("id").values_list("short_name", flat=True)[:NAMED_AT_MOST]
    return Kept(words=_("bodies below it"), names=tuple(names), count=below.count())


def _lock(*bodies: Body) -> list[Body]:
    """The tree for us alone, and the bodies as they are now."""
    lock_tree()
    rows = Body.objects.select_related("parent").select_for_update(of=("self",))
    found = {row.id: row for row in rows.filter(id__in=[body.id for body in bodies]).order_by("id")}
    return [found[body.id] for body in bodies]


def _demand_changeable(body: Body, *, by: Viewer | None, because: str) -> None:
    _demand_open(body)
    _demand_reason(body, by=by, because=because)


def _demand_reason(body: Body, *, by: Viewer | None, because: str) -> None:
    demand_body(by, body)
    if not because.strip():
        raise NotPossible(_("No reason is given."), mend=_("Say why, for those who come after you: the act, its date."))


def _demand_open(body: Body) -> None:
    if not body.is_active:
        raise BodyIsClosed
