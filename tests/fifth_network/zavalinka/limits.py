"""What Zavalinka lets no application do."""

from otklik.networks.acts import ActKind
from otklik.networks.events import MessageKind
from otklik.networks.limits import Limit, No, make_limits
from otklik.shared.words import marked as _

_BY_HAND = Limit(
    never=No(
        _("Zavalinka lets no application sweep, hide or ban."),
        _("Ask the keeper of the yard to do it by hand, and note it in the case."),
    )
)
_KINDS = (MessageKind.COMMENT, MessageKind.PRIVATE)
_ACTS = (ActKind.HIDE, ActKind.RESTORE, ActKind.DELETE, ActKind.BAN, ActKind.UNBAN)

LIMITS = make_limits({
    ActKind.REPLY: dict.fromkeys(_KINDS, Limit()),
    ActKind.MESSAGE: {MessageKind.PRIVATE: Limit()},
    **{act: dict.fromkeys(_KINDS, _BY_HAND) for act in _ACTS},
})  # fmt: skip
