"""How MAX is shown."""

from otklik.networks.connector import NetworkMark
from otklik.shared.words import marked as _

MARK = NetworkMark(
    short_name="MAX",
    colour="#7a3ff2",
    drawing=(
        "M12 3.5a8.5 8.5 0 1 1-3.6 16.2c-1.2.9-2.6 1.3-4.4 1.1.5-1.3.7-2.6.5-4.1A8.5 8.5 0 0 1 12 3.5z"
        "M8.8 12a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0"
    ),
    post=_("Post of the channel"),
    comments_shown=_("MAX shows all comments of a post as one list; each tells whom it answers."),
    talk_shown=_("A talk with the channel's bot: only the resident and the page see it."),
    also_called=("макс",),
)
