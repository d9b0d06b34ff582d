"""How each network shows a thread, in words for the desk: what it hangs on, and where the resident reads it. Plain."""

from dataclasses import dataclass

from otklik.pages.public_selectors import look_of


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """What a comment stands under, and how the network shows what is said there."""

    container: str
    how: str


def words_of_thread(network: str, channel: str) -> ThreadWords:
    """The words for a thread of this network; the way it is shown is empty where nothing needs to be said."""
    look = look_of(network)
    if channel == "private":
        return ThreadWords("", look.talk_shown)
    return ThreadWords(look.post, look.comments_shown if channel == "comment" else "")
