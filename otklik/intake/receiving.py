"""Which body a message of our own forms belongs to before routing: by the widget, by the setting, by the town."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone

from otklik.intake.act_checks import ActRefused
from otklik.intake.models import ResidentAct, ResidentMessage
from otklik.organizations.models import Body
from otklik.organizations.receivers import coordinating_bodies
from otklik.pages.models import Page
from otklik.shared.words import marked as _


class Receiver(NamedTuple):
    """Whose a message is before routing, in which town, and under whom that body stands."""

    id: int
    municipality_id: int | None
    founder_id: int | None


def first_receiver(page_id: int | None, *, chosen: str = "") -> Receiver:
    """The owner of the page whose widget was used, else whom the author chose, else who takes reports for all.

    Raises ActRefused.
    """
    bodies = Body.objects.filter(is_active=True)
    if page_id is not None:
        pages = Page.objects.filter(id=page_id, is_active=True, owner__is_active=True)
        for found in pages.values_list("owner_id", "owner__municipality_id", "owner__founder_id"):
            return Receiver(*found)
    for slug in filter(None, (chosen, settings.OTKLIK_REPORTS_BODY)):
        for found in bodies.filter(slug=slug).values_list(*Receiver._fields):
            return Receiver(*found)
    return _widest_of(bodies.filter(parent=None))


def receiver_in(town: int | None, receiver: Receiver, *, now: datetime) -> Receiver:
    """The same where the town is its own or not known. A body of the whole region has it, and the town sees it.

    What concerns another town goes to the coordinator of that town.
    """
    if town is None or receiver.municipality_id == town:
        return receiver
    if receiver.municipality_id is None:
        return receiver._replace(municipality_id=town)
    body = coordinating_bodies([town], on=timezone.localdate(now)).get(town)
    return Receiver(body.id, body.municipality_id, body.founder_id) if body else receiver


def put_in_towns(towns: Mapping[int, int], messages: Sequence[ResidentMessage], *, now: datetime) -> None:
    """Messages of our own pages whose town was found in their words, by message: as if a point had told it."""
    for message in messages:
        receiver = Receiver(message.body_id, message.municipality_id, message.founder_id)
        found = receiver_in(towns[message.id], receiver, now=now)
        message.body_id, message.municipality_id, message.founder_id = found
    ResidentMessage.objects.bulk_update(messages, ["body", "municipality", "founder"])


def towns_of_reports(messages: Iterable[ResidentMessage]) -> dict[str, int]:
    """By thread, the town of each talk with a body of the whole region that nobody chose, by a widget or by name.

    One query where any came by our own pages, else none.
    """
    towns = {
        one.thread_id: one.municipality_id
        for one in messages
        if one.page_id is None and one.municipality_id and one.thread_id.isdecimal()
    }
    if not towns:
        return {}
    acts = ResidentAct.objects.filter(
        number__in=[int(thread) for thread in towns], widget_page=None, message__body__municipality=None
    ).exclude(expected__to__gt="")
    return {str(number): towns[str(number)] for number in acts.values_list("number", flat=True)}


def _widest_of(tops: QuerySet[Body]) -> Receiver:
    """Of the bodies above which none stands, the one above most. There is one as a rule: then nobody is counted."""
    found = list(tops.order_by("id").values_list(*Receiver._fields)[:2])
    if len(found) > 1:
        by_reach = tops.annotate(reach=Count("below")).order_by("-reach", "id")
        found = list(by_reach.values_list(*Receiver._fields)[:1])
    if not found:
        raise ActRefused(
            _("Nobody answers here yet."), field="text", mend=_("Call the body, or send an official appeal.")
        )
    return Receiver(*found[0])
