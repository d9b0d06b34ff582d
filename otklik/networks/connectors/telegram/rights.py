"""What the rights of a bot in a channel's discussion group in Telegram are good for."""

from collections.abc import Sequence

from otklik.networks.connectors.telegram.facts import IN_GROUP, READS_ALL
from otklik.networks.rights import Need, RightInWords
from otklik.shared.words import marked as _

_ADMINISTRATOR = f"{IN_GROUP}administrator"
_JOIN = _("Add the bot to the channel's discussion group as an administrator.")
_RIGHT = _("Give the bot this right in the discussion group: administrators, the bot.")

NEEDS = (
    Need(RightInWords(_("hear comments"), _("Comments do not arrive."), _JOIN), frozenset({_ADMINISTRATOR, READS_ALL})),
    Need(
        RightInWords(_("answer comments"), _("Comments cannot be answered."), _JOIN),
        frozenset({_ADMINISTRATOR, f"{IN_GROUP}member"}),
    ),
    Need(
        RightInWords(_("delete comments"), _("Comments cannot be deleted."), _RIGHT),
        frozenset({f"{IN_GROUP}can_delete_messages"}),
    ),
    Need(
        RightInWords(_("ban authors"), _("Authors cannot be banned."), _RIGHT),
        frozenset({f"{IN_GROUP}can_restrict_members"}),
    ),
)


def is_administrator(told: Sequence[str]) -> bool:
    """Whether the bot's place in the channel, which stands first, is an administrator's."""
    return bool(told) and told[0] == "administrator"
