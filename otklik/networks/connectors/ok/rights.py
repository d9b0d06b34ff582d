"""What the key and the token of an OK group are good for."""

from collections.abc import Sequence

from otklik.networks.connectors.ok.facts import COMMENTS, MESSAGES
from otklik.networks.rights import Need, RightInWords
from otklik.shared.words import marked as _

ADMINISTRATOR = "ADMIN"
"""What OK calls whoever owns or administers a group, in the answer's `role`."""
_KEY = _("Enter the key of the group, from its settings in OK.")
_TOKEN = _("Enter a token of an administrator of the group, and name our application in the settings.")

NEEDS = (
    Need(
        RightInWords(
            _("read and answer private messages"), _("Private messages neither arrive nor can be answered."), _KEY
        ),
        frozenset({MESSAGES}),
    ),
    Need(
        RightInWords(
            _("read and answer comments"), _("Comments neither arrive nor can be answered."), _TOKEN
        ),
        frozenset({COMMENTS}),
    ),
    Need(
        RightInWords(_("delete comments"), _("Comments cannot be deleted."), _TOKEN), frozenset({COMMENTS})
    ),
)  # fmt: skip


def is_administrator(told: Sequence[str]) -> bool:
    """Whether the token's owner has the highest part in the group; moderators and editors do not own it."""
    return ADMINISTRATOR in told
