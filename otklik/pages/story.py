"""The story of a connection: what changed and when, so that its card can tell of an outage afterwards."""

from datetime import datetime, timedelta

from otklik.pages.models import Connection, ConnectionTurn, TurnKind

MOST_TURNS = 30
"""So many turns are kept of each connection."""
SAME_TROUBLE = timedelta(minutes=5)
"""The same trouble that comes back within this time after all was well never ended: it is counted, not told anew."""

_TROUBLES = (TurnKind.UNWELL, TurnKind.REFUSED, TurnKind.HOOK_FAILS)


def tell_turn(page_id: int, kind: TurnKind, *, now: datetime, reason: str = "", by: str = "") -> None:
    """Write one turn down, in the transaction of the caller. A page without a connection has no story."""
    connection_id = Connection.objects.filter(page_id=page_id).values_list("id", flat=True).first()
    if connection_id is None or (kind in _TROUBLES and _goes_on(connection_id, kind, reason=reason, now=now)):
        return
    ConnectionTurn.objects.create(connection_id=connection_id, at=now, kind=kind, reason=reason, by=by)
    _forget_oldest(connection_id)


def _goes_on(connection_id: int, kind: TurnKind, *, reason: str, now: datetime) -> bool:
    """Whether the trouble is the last one again, which seemed over for a moment; then that moment is forgotten."""
    newest = list(ConnectionTurn.objects.filter(connection_id=connection_id).order_by("-id")[:2])
    match newest:
        case [well, trouble] if (
            well.kind in (TurnKind.WELL, TurnKind.HOOK_WELL)
            and (trouble.kind, trouble.reason) == (kind, reason)
            and now - well.at < SAME_TROUBLE
        ):
            well.delete()
            trouble.times += 1
            trouble.save(update_fields=["times"])
            return True
        case _:
            return False


def _forget_oldest(connection_id: int) -> None:
    turns = ConnectionTurn.objects.filter(connection_id=connection_id)
    oldest_kept = turns.order_by("-id").values_list("id", flat=True)[MOST_TURNS - 1 : MOST_TURNS].first()
    if oldest_kept is not None:
        turns.filter(id__lt=oldest_kept).delete()
