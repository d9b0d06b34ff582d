"""What Telegram lets no bot do, and what to do instead: told before the click, and refused after."""

from datetime import timedelta

from otklik.networks.acts import ActKind
from otklik.networks.events import MessageKind
from otklik.networks.limits import Age, Limit, Need, No, Token, make_limits
from otklik.shared.words import marked as _

DELETABLE = timedelta(hours=48)
"""So long a bot may delete a message: https://core.telegram.org/bots/api#deletemessage."""

NO_TOKEN = No(
    _("The page has no token of a bot."),
    _("Enter the token that @BotFather gives in the settings of the page's connection."),
)
NO_AUTHOR = No(_("This author has no id that Telegram knows."), _("Ban the author by hand in Telegram."))
TOO_OLD = No(
    _("Telegram deletes a message only within 48 hours."),
    _("Delete it by hand in Telegram: an administrator of the group can, the bot cannot."),
)
_BOT = Need(Token.COMMUNITY, NO_TOKEN)

_SAY = Limit(need=_BOT)
_DELETE = Limit(
    need=_BOT,
    age=Age(DELETABLE, TOO_OLD),
    warning=_("Telegram deletes for ever: the message cannot be restored."),
)
_NOT_A_POST = Limit(
    never=No(
        _("A post of the channel is not deleted by its copy in the discussion group."),
        _("Delete the post by hand in the channel."),
    )
)
_HIDE = Limit(
    never=No(
        _("Telegram cannot hide a message: what is deleted is gone for ever."),
        _("Delete the message, if there are grounds that hold without it."),
    )
)
_RESTORE = Limit(
    never=No(
        _("Telegram cannot restore a message that was deleted."),
        _("Tell the author that the message may be written again."),
    )
)
_BAN = Limit(
    need=_BOT,
    no_author=NO_AUTHOR,
    no_term_for_communities=No(
        _("Telegram bans a channel only for ever."), _("Ban it without a date, and lift the ban by hand.")
    ),
)
_UNBAN = Limit(need=_BOT, no_author=NO_AUTHOR)

_PLACES = (MessageKind.COMMENT, MessageKind.WALL_POST, MessageKind.PRIVATE)

WHERE_KEYS = {
    Token.COMMUNITY: _(
        "In Telegram write /mybots to @BotFather, choose the bot, «API Token». The bot has to be an administrator of"
        " the channel and of its discussion group."
    )
}
"""How a person gets the key."""

LIMITS = make_limits({
    ActKind.REPLY: dict.fromkeys(_PLACES, _SAY),
    ActKind.MESSAGE: {MessageKind.PRIVATE: _SAY},
    ActKind.HIDE: dict.fromkeys(_PLACES, _HIDE),
    ActKind.RESTORE: dict.fromkeys(_PLACES, _RESTORE),
    ActKind.DELETE: dict.fromkeys(_PLACES, _DELETE) | {MessageKind.WALL_POST: _NOT_A_POST},
    ActKind.BAN: dict.fromkeys(_PLACES, _BAN),
    ActKind.UNBAN: dict.fromkeys(_PLACES, _UNBAN),
})  # fmt: skip
