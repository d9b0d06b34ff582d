"""What MAX lets nobody do through its API, and what to do instead: told before the click, and refused after."""

from otklik.networks.acts import ActKind
from otklik.networks.events import MessageKind
from otklik.networks.limits import Limit, Need, No, Token, make_limits
from otklik.shared.words import marked as _

NO_TOKEN = No(
    _("The page has no token of its bot."), _("Enter the bot's token in the settings of the page's connection.")
)
NO_AUTHOR = No(
    _("MAX does not say who wrote this, so the author cannot be banned."),
    _("Delete the message, if there are grounds; look in MAX whether the author can be seen there."),
)
_BOT = Need(Token.COMMUNITY, NO_TOKEN)

NO_PHOTOS = No(
    _("MAX takes words alone into a comment, no photos."), _("The resident opens the photos by the link in the answer.")
)
_SAY = Limit(need=_BOT)
_SAY_WORDS = Limit(need=_BOT, no_photos=NO_PHOTOS)
_DELETE = Limit(need=_BOT, warning=_("MAX deletes for ever: the message cannot be restored."))
_HIDE = Limit(
    never=No(
        _("MAX cannot hide: what is deleted there cannot be restored."),
        _("Delete the message for good, if there are grounds; Otklik keeps its text."),
    )
)
_RESTORE = Limit(never=No(_("MAX cannot restore what is deleted."), _("Write to the author, and note it in the case.")))
_NOT_PRIVATE = Limit(
    never=No(
        _("MAX lets nobody remove a resident's private message."),
        _("Ban the author in the channel, if there are grounds."),
    )
)
_BAN = Limit(
    need=_BOT,
    no_author=NO_AUTHOR,
    no_term=No(
        _("MAX bans without an end, and only a person can lift the ban."), _("Ban for good, or by hand in MAX.")
    ),
    warning=_("MAX bans without an end: a person has to lift the ban in the channel's settings in MAX."),
)
_UNBAN = Limit(
    never=No(
        _("MAX lets a ban be lifted only by a person."), _("Lift the ban by hand in the channel's settings in MAX.")
    )
)

_PLACES = (MessageKind.COMMENT, MessageKind.WALL_POST, MessageKind.PRIVATE)

WHERE_KEYS = {
    Token.COMMUNITY: _(
        "The token of the channel's bot: in MAX for partners, «Chat bots», the bot, «Integration». The bot has to be an"
        " administrator of the channel."
    )
}
"""How a person gets the key."""

LIMITS = make_limits({
    ActKind.REPLY: dict.fromkeys(_PLACES, _SAY_WORDS) | {MessageKind.PRIVATE: _SAY},
    ActKind.MESSAGE: {MessageKind.PRIVATE: _SAY},
    ActKind.HIDE: dict.fromkeys(_PLACES, _HIDE) | {MessageKind.PRIVATE: _NOT_PRIVATE},
    ActKind.RESTORE: dict.fromkeys(_PLACES, _RESTORE),
    ActKind.DELETE: dict.fromkeys(_PLACES, _DELETE) | {MessageKind.PRIVATE: _NOT_PRIVATE},
    ActKind.BAN: dict.fromkeys(_PLACES, _BAN),
    ActKind.UNBAN: dict.fromkeys(_PLACES, _UNBAN),
})  # fmt: skip
