"""Finds in the raw events what was moderated in the network itself, neither by us nor by the author."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import ResidentMessage
from otklik.networks.acts import ActKind
from otklik.networks.moderated import Moderated, ModeratedKind, TellsModeration
from otklik.networks.registry import connector_for
from otklik.pages.models import Page

_BODIES = """
select id, received_at, page_id, body from intake_rawevent
where received_at >= %s and received_at < %s and network = %s and exists (
  select from unnest(%s::bytea[]) as word where position(word in body) > 0)
order by received_at, id
"""
_OURS = {
    ModeratedKind.DELETED: (ActKind.HIDE, ActKind.DELETE),
    ModeratedKind.BANNED: (ActKind.BAN,),
    ModeratedKind.UNBANNED: (ActKind.UNBAN,),
}
_MAY_HAVE_DONE = (OutboxState.SENT, OutboxState.CLAIMED, OutboxState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class OutsideAct:
    """One act that somebody did in the network. `message_id` None: a ban, or a message that we never had."""

    event_id: int
    at: datetime
    page_id: int
    kind: str
    by: str
    message_id: int | None


def list_outside_acts(network: str, *, since: datetime, until: datetime) -> list[OutsideAct]:
    """Deletions and bans that a network told of in this stretch, without ours and the authors' own."""
    connector = connector_for(network)
    if not isinstance(connector, TellsModeration):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BODIES, [since, until, network, list(connector.words_of_moderation)])
        rows = cursor.fetchall()
    pages = {page.id: page for page in Page.objects.filter(id__in={row[2] for row in rows})}
    found = []
    for event_id, at, page_id, body in rows:
        if page_id not in pages:
            continue
        for told in connector.read_moderation(bytes(body), page_id=pages[page_id].external_id):
            act = _outside(told, event_id=event_id, at=at, page=pages[page_id])
            found += [act] if act is not None else []
    return found


def _outside(told: Moderated, *, event_id: int, at: datetime, page: Page) -> OutsideAct | None:
    message = None
    if told.external_id:
        messages = ResidentMessage.objects.filter(page=page, external_id=told.external_id, is_by_page=False)
        message = messages.select_related("author").first()
        if message is None or (message.author and message.author.external_id == told.by):
            return None
    target = told.external_id or told.author_id
    kinds = [kind.value for kind in _OURS[told.kind]]
    if OutboxAct.objects.filter(page=page, kind__in=kinds, target_id=target, state__in=_MAY_HAVE_DONE).exists():
        return None
    return OutsideAct(event_id, at, page.id, told.kind.value, told.by, message.id if message else None)
