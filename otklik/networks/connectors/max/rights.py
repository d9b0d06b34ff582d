"""What the rights of a bot in a channel of MAX are good for."""

from collections.abc import Sequence

from otklik.networks.rights import Need, RightInWords
from otklik.shared.words import marked as _

_RIGHT = _("Give the bot this right in the channel's settings: administrators, the bot.")

NEEDS = (
    Need(
        RightInWords(_("hear and read back comments"), _("Comments do not arrive."), _RIGHT),
        frozenset({"read_all_messages"}),
    ),
    Need(RightInWords(_("answer comments"), _("Comments cannot be answered."), _RIGHT), frozenset({"write"})),
    Need(
        RightInWords(_("delete comments and posts"), _("Comments cannot be deleted."), _RIGHT), frozenset({"delete"})
    ),
    Need(
        RightInWords(_("ban authors"), _("Authors cannot be banned."), _RIGHT), frozenset({"add_remove_members"})
    ),
)  # fmt: skip


def is_administrator(told: Sequence[str]) -> bool:
    """Whether the bot has any right in the channel: members without a post have none."""
    return bool(told)
