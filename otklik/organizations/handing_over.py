"""What an heir takes over at once: bodies below, what was founded, people's roles, competences."""

from datetime import datetime

from otklik.audit.services import Actor
from otklik.organizations.closure import attach_subtree
from otklik.organizations.history import tell_turn
from otklik.organizations.models import Appointment, Body, BodyTurnKind, Competence


def hand_over(body: Body, heir: Body, *, by: Actor | None, because: str, now: datetime) -> None:
    """Give everything of this room that a body had to its heir, in the caller's transaction."""
    for child in body.children.exclude(id=heir.id):
        child.parent = heir
        child.save(update_fields=["parent"])
        attach_subtree(child.id, under=heir.id)
        if child.is_active:
            names = {"before": body.name, "after": heir.name}
            tell_turn(child, BodyTurnKind.MOVED, by=by, now=now, because=because, **names)
    _hand_over_founded(body, heir, by=by, because=because, now=now)
    _hand_over_people(body, heir)
    known = Competence.objects.filter(body=heir).values("topic")
    Competence.objects.filter(body=body).exclude(topic__in=known).update(body=heir)
    Competence.objects.filter(body=body).delete()
    Body.objects.filter(merged_into=body).update(merged_into=heir, rows_wait_since=now)


def _hand_over_founded(body: Body, heir: Body, *, by: Actor | None, because: str, now: datetime) -> None:
    """Who named the body as founder names the heir; the heir itself names the founder above."""
    if heir.founder_id == body.id:
        heir.founder_id = body.founder_id if body.founder_id != heir.id else None
        heir.rows_wait_since = now
        heir.save(update_fields=["founder", "rows_wait_since"])
    founded = list(Body.objects.filter(founder=body))
    Body.objects.filter(founder=body).update(founder=heir, rows_wait_since=now)
    for one in founded:
        names = {"before": body.name, "after": heir.name}
        tell_turn(one, BodyTurnKind.FOUNDER_CHANGED, by=by, now=now, because=because, **names)


def _hand_over_people(body: Body, heir: Body) -> None:
    """Roles go over; who holds the same one there already holds it for as long as both together."""
    held = {(one.staff_id, one.role): one for one in Appointment.objects.filter(body=heir)}
    for one in Appointment.objects.filter(body=body):
        same = held.get((one.staff_id, one.role))
        if same is None:
            one.body = heir
            one.save(update_fields=["body"])
            continue
        same.since_on = min(same.since_on, one.since_on) if same.since_on and one.since_on else None
        same.until_on = max(same.until_on, one.until_on) if same.until_on and one.until_on else None
        same.save(update_fields=["since_on", "until_on"])
