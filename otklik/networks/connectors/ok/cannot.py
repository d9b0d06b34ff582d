"""What OK lets nobody do through its APIs, and what to do instead: told before the click, and refused after."""

from collections.abc import Mapping
from types import MappingProxyType

from otklik.networks.connector import Act, ActKind
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind
from otklik.shared.words import marked as _

_BAN_BY_HAND = _("Open the group in OK and do it there in the list of members; note it in the case.")
_NOWHERE = {
    ActKind.HIDE: (
        _("OK cannot hide a comment, only delete it for ever."),
        _("Delete the comment if there are grounds: it cannot be restored."),
    ),
    ActKind.RESTORE: (
        _("OK cannot restore a comment: what is deleted is gone."),
        _("Quote the resident's words in an answer of your own."),
    ),
    ActKind.BAN: (_("OK lets no application ban a resident."), _BAN_BY_HAND),
    ActKind.UNBAN: (_("OK lets no application lift a ban."), _BAN_BY_HAND),
}
ONLY_COMMENTS = (
    _("OK lets an application delete comments only."),
    _("Do it by hand in OK, and note it in the case."),
)

CANNOT: Mapping[tuple[ActKind, MessageKind], tuple[str, str]] = MappingProxyType(
    {(act, place): words for act, words in _NOWHERE.items() for place in MessageKind}
    | {
        (ActKind.DELETE, MessageKind.PRIVATE): ONLY_COMMENTS,
        (ActKind.HIDE, MessageKind.PRIVATE): ONLY_COMMENTS,
    }
)
"""The reason and the next step for each act that OK has no way for."""


def refuse_what_cannot_be(act: Act) -> None:
    """Raises Refused, with the next step, for an act that OK has no way for."""
    if (act.kind, act.message_kind) in CANNOT:
        reason, next_step = CANNOT[act.kind, act.message_kind]
        raise Refused(reason, next_step=next_step)
