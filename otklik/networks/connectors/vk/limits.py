"""What VK lets nobody do, or only with the administrator's token: told before the click, and refused after."""

from otklik.networks.acts import ActKind
from otklik.networks.events import MessageKind
from otklik.networks.limits import Limit, Need, No, Token, make_limits
from otklik.shared.words import marked as _

NO_COMMUNITY_TOKEN = No(
    _("The page has no token of the community."),
    _("Enter the community's token in the settings of the page's connection."),
)
NO_ADMIN_TOKEN = No(
    _("The page has no token of an administrator."),
    _("Enter a token of an administrator of the community in the settings of the page's connection."),
)
NO_AUTHOR = No(_("This author has no id that VK knows."), _("Ban the author by hand in VK."))
_COMMUNITY, _ADMIN = Need(Token.COMMUNITY, NO_COMMUNITY_TOKEN), Need(Token.ADMIN, NO_ADMIN_TOKEN)

NO_PHOTOS = No(
    _("VK takes our photos into comments under posts and into private messages only."),
    _("The resident opens the photos by the link in the answer."),
)
_BY_ANY = Limit()
_BY_ADMIN = Limit(need=_ADMIN)
_WORDS_BY_ADMIN, _WORDS_BY_ANY = Limit(need=_ADMIN, no_photos=NO_PHOTOS), Limit(no_photos=NO_PHOTOS)
_MESSAGE = Limit(need=_COMMUNITY)
_FOR_A_WHILE = _("VK lets it be restored for a while only, and does not say for how long.")
_REMOVE = Limit(need=_ADMIN, warning=_FOR_A_WHILE)
_REMOVE_BY_ANY = Limit(warning=_FOR_A_WHILE)
_NOT_PRIVATE = Limit(
    never=No(_("VK lets nobody remove a resident's private message."), _("Ban the author, if there are grounds."))
)
_BAN = Limit(need=_ADMIN, no_author=NO_AUTHOR)

COMMENT, POST, BOARD, PRIVATE = (
    MessageKind.COMMENT, MessageKind.WALL_POST, MessageKind.BOARD_COMMENT, MessageKind.PRIVATE,
)  # fmt: skip

WHERE_KEYS = {
    Token.COMMUNITY: _(
        "In VK: the community's settings, «Work with API», «Access tokens». Rights: messages, wall, community"
        " management, photos."
    ),
    Token.ADMIN: _(
        "The token of a person who administers the community in VK, with the rights to the wall, groups, photos and"
        " video and without an end (offline)."
    ),
}
"""How a person gets the keys."""

LIMITS = make_limits({
    # of all comments, only those of the wall may be written with the community's own token
    ActKind.REPLY: dict.fromkeys(MessageKind, _WORDS_BY_ADMIN) | {
        COMMENT: _BY_ANY, POST: _WORDS_BY_ANY, PRIVATE: _MESSAGE,
    },
    ActKind.MESSAGE: {PRIVATE: _MESSAGE},
    ActKind.HIDE: dict.fromkeys(MessageKind, _REMOVE) | {BOARD: _REMOVE_BY_ANY, PRIVATE: _NOT_PRIVATE},
    ActKind.DELETE: dict.fromkeys(MessageKind, _REMOVE) | {BOARD: _REMOVE_BY_ANY, PRIVATE: _NOT_PRIVATE},
    ActKind.RESTORE: dict.fromkeys(MessageKind, _BY_ADMIN) | {BOARD: _BY_ANY, PRIVATE: _NOT_PRIVATE},
    ActKind.BAN: dict.fromkeys(MessageKind, _BAN),
    ActKind.UNBAN: dict.fromkeys(MessageKind, _BAN),
})  # fmt: skip
