"""What OK lets nobody do through its APIs, and what to do instead: told before the click, and refused after."""

from otklik.networks.acts import ActKind
from otklik.networks.events import MessageKind
from otklik.networks.limits import Limit, Need, No, Token, make_limits
from otklik.shared.words import marked as _

NO_GROUP_KEY = No(
    _("The page has no key of the group."),
    _("Get a key in the group's settings in OK and enter it in the settings of the page's connection."),
)
NO_ADMIN_TOKEN = No(
    _("The page has no token of an administrator."),
    _("Enter a token of an administrator of the group in the settings of the page's connection."),
)
ONLY_COMMENTS = No(
    _("OK lets an application delete comments only."), _("Do it by hand in OK, and note it in the case.")
)
_BAN_BY_HAND = _("Open the group in OK and do it there in the list of members; note it in the case.")

_BY_LINK = _("The resident opens the photos by the link in the answer.")
NO_PHOTOS = No(_("OK does not say how an application puts photos into a comment."), _BY_LINK)
NO_PHOTOS_IN_TALKS = No(
    _("OK fetches pictures for a talk from public addresses only, and photos of cases have none."), _BY_LINK
)
_BY_ADMIN = Limit(need=Need(Token.ADMIN, NO_ADMIN_TOKEN), no_photos=NO_PHOTOS)
_BY_GROUP = Limit(need=Need(Token.COMMUNITY, NO_GROUP_KEY), no_photos=NO_PHOTOS_IN_TALKS)
_DELETE = Limit(
    need=Need(Token.ADMIN, NO_ADMIN_TOKEN), warning=_("OK deletes for ever: the comment cannot be restored.")
)
_NO_DELETE = Limit(never=ONLY_COMMENTS)
_HIDE = Limit(
    never=No(
        _("OK cannot hide a comment, only delete it for ever."),
        _("Delete the comment if there are grounds: it cannot be restored."),
    )
)
_RESTORE = Limit(
    never=No(
        _("OK cannot restore a comment: what is deleted is gone."),
        _("Quote the resident's words in an answer of your own."),
    )
)
_BAN = Limit(never=No(_("OK lets no application ban a resident."), _BAN_BY_HAND))
_UNBAN = Limit(never=No(_("OK lets no application lift a ban."), _BAN_BY_HAND))

_COMMENTS = (
    MessageKind.COMMENT, MessageKind.PHOTO_COMMENT, MessageKind.VIDEO_COMMENT, MessageKind.MARKET_COMMENT,
)  # fmt: skip
_PLACES = (*_COMMENTS, MessageKind.WALL_POST, MessageKind.PRIVATE)

WHERE_KEYS = {
    Token.COMMUNITY: _("In OK: the group's settings, «Work with API». A new key ends the old one."),
    Token.ADMIN: _(
        "The token that our application gets from an administrator of the group in OK, with the rights"
        " VALUABLE_ACCESS and GROUP_CONTENT."
    ),
}
"""How a person gets the keys."""

LIMITS = make_limits({
    ActKind.REPLY: dict.fromkeys(_PLACES, _BY_ADMIN) | {MessageKind.PRIVATE: _BY_GROUP},
    ActKind.MESSAGE: {MessageKind.PRIVATE: _BY_GROUP},
    ActKind.HIDE: dict.fromkeys(_PLACES, _HIDE) | {MessageKind.PRIVATE: _NO_DELETE},
    ActKind.RESTORE: dict.fromkeys(_PLACES, _RESTORE),
    ActKind.DELETE: dict.fromkeys(_PLACES, _NO_DELETE) | dict.fromkeys(_COMMENTS, _DELETE),
    ActKind.BAN: dict.fromkeys(_PLACES, _BAN),
    ActKind.UNBAN: dict.fromkeys(_PLACES, _UNBAN),
})  # fmt: skip
