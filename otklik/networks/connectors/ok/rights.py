"""What the key and the token of an OK group are good for."""

from otklik.networks.connectors.ok.facts import COMMENTS, MESSAGES
from otklik.networks.rights import Need, RightInWords
from otklik.shared.words import marked as _

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
