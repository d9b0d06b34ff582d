"""What the rights of a VK community's tokens are good for."""

from collections.abc import Sequence

from otklik.networks.connectors.vk.facts import ADMINISTRATOR
from otklik.networks.rights import Need, RightInWords
from otklik.shared.words import marked as _

_COMMUNITY = _("Make the community's token anew with the rights to messages, the wall and management, and enter it.")
_PERSON = _("Enter a token of an administrator of the community.")

NEEDS = (
    Need(
        RightInWords(
            _("read and answer private messages"), _("Private messages are neither read back nor answered."), _COMMUNITY
        ),
        frozenset({"messages"}),
    ),
    Need(
        RightInWords(_("answer comments on the wall"), _("Comments on the wall cannot be answered."), _COMMUNITY),
        frozenset({"wall", ADMINISTRATOR}),
    ),
    Need(
        RightInWords(
            _("answer in discussions, under photos, videos and items"),
            _("Comments in discussions, under photos, videos and items cannot be answered."),
            _PERSON,
        ),
        frozenset({ADMINISTRATOR}),
    ),
    Need(
        RightInWords(
            _("read back comments that webhooks missed"), _("What webhooks missed is not found."), _PERSON
        ),
        frozenset({ADMINISTRATOR}),
    ),
    Need(
        RightInWords(_("hide and restore comments"), _("Comments cannot be hidden."), _PERSON),
        frozenset({ADMINISTRATOR}),
    ),
    Need(RightInWords(_("ban authors"), _("Authors cannot be banned."), _PERSON), frozenset({ADMINISTRATOR})),
)  # fmt: skip


def is_administrator(told: Sequence[str]) -> bool:
    """Whether VK showed the token what administrators of this very community see."""
    return ADMINISTRATOR in told
