"""How each network shows a thread, in words for the desk: what it hangs on, and where the resident reads it. Plain."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """What a comment stands under, and how the network shows what is said there."""

    container: str
    how: str


_COMMENTS = {
    "vk": ThreadWords(
        _("Post of the page"), _("VK shows the replies under the first comment, in one row, the oldest first.")
    ),
    "ok": ThreadWords(
        _("Topic of the group"), _("OK shows all comments of a topic as one discussion; each tells whom it answers.")
    ),
    "max": ThreadWords(
        _("Post of the channel"), _("MAX shows all comments of a post as one list; each tells whom it answers.")
    ),
    "telegram": ThreadWords(
        _("Post of the channel"),
        _("Telegram shows the comments in the channel's discussion group, under the copy of the post."),
    ),
}
_TALKS = {
    "vk": _("A talk with the page: only the resident and the page see it."),
    "ok": _("A talk with the group: only the resident and the group see it."),
    "max": _("A talk with the channel's bot: only the resident and the page see it."),
    "telegram": _("A talk with the channel's bot: only the resident and the page see it."),
}
_OTHERS = ThreadWords(_("Post of the page"), "")


def words_of_thread(network: str, channel: str) -> ThreadWords:
    """The words for a thread of this network; the way it is shown is empty where nothing needs to be said."""
    if channel == "private":
        return ThreadWords("", _TALKS.get(network, ""))
    words = _COMMENTS.get(network, _OTHERS)
    return words if channel == "comment" else ThreadWords(words.container, "")
