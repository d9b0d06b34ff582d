"""How Telegram is shown."""

from otklik.networks.connector import NetworkMark
from otklik.shared.words import marked as _

MARK = NetworkMark(
    short_name="Telegram",
    colour="#1e96d4",
    drawing=("M21 4l-18 7.2l5.8 2.1l.8 6.7l2.9-3.6l4.7 3.6zM8.8 13.3l12.2-9.3l-8.5 12.4"),
    post=_("Post of the channel"),
    comments_shown=_("Telegram shows the comments in the channel's discussion group, under the copy of the post."),
    talk_shown=_("A talk with the channel's bot: only the resident and the page see it."),
    also_called=("телеграм", "телеграмм", "тг", "tg"),
)
