"""How OK is shown."""

from otklik.networks.connector import NetworkMark
from otklik.shared.words import marked as _

MARK = NetworkMark(
    short_name="OK",
    colour="#e66f00",
    drawing=(
        "M8.5 6.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M6 13c3.6 2.4 8.4 2.4 12 0M7.5 21l4.5-4.5l4.5 4.5M12 14.8v1.7"
    ),
    post=_("Topic of the group"),
    comments_shown=_("OK shows all comments of a topic as one discussion; each tells whom it answers."),
    talk_shown=_("A talk with the group: only the resident and the group see it."),
    also_called=("ок", "odnoklassniki"),
)
