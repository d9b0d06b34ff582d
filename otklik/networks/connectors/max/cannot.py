"""What MAX lets nobody do through its API, and what to do instead: told before the click, and refused after."""

from collections.abc import Mapping
from types import MappingProxyType

from otklik.networks.connector import Act, ActKind
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind
from otklik.shared.words import marked as _

COMMENT = MessageKind.COMMENT
POST = MessageKind.WALL_POST
PRIVATE = MessageKind.PRIVATE

_HIDE = (
    _("MAX cannot hide: what is deleted there cannot be restored."),
    _("Delete the message for good, if there are grounds; Otklik keeps its text."),
)
_RESTORE = (_("MAX cannot restore what is deleted."), _("Write to the author, and note it in the case."))
_PRIVATE = (
    _("MAX lets nobody remove a resident's private message."),
    _("Ban the author in the channel, if there are grounds."),
)
_UNBAN = (_("MAX lets a ban be lifted only by a person."), _("Lift the ban by hand in the channel's settings in MAX."))

CANNOT: Mapping[tuple[ActKind, MessageKind], tuple[str, str]] = MappingProxyType({
    (ActKind.HIDE, COMMENT): _HIDE,
    (ActKind.HIDE, POST): _HIDE,
    (ActKind.HIDE, PRIVATE): _PRIVATE,
    (ActKind.RESTORE, COMMENT): _RESTORE,
    (ActKind.RESTORE, POST): _RESTORE,
    (ActKind.RESTORE, PRIVATE): _RESTORE,
    (ActKind.DELETE, PRIVATE): _PRIVATE,
    (ActKind.UNBAN, COMMENT): _UNBAN,
    (ActKind.UNBAN, POST): _UNBAN,
    (ActKind.UNBAN, PRIVATE): _UNBAN,
})  # fmt: skip
"""The reason and the next step for each act that MAX has no way for."""


def refuse_what_cannot_be(act: Act) -> None:
    """Raises Refused, with the next step, for an act that MAX has no way for."""
    if (act.kind, act.message_kind) in CANNOT:
        reason, next_step = CANNOT[act.kind, act.message_kind]
        raise Refused(reason, next_step=next_step)
    if act.kind is ActKind.BAN and act.until is not None:
        raise Refused(
            _("MAX bans without an end, and only a person can lift the ban."),
            next_step=_("Ban for good, or by hand in MAX."),
        )
