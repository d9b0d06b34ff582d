"""How VK is shown."""

from otklik.networks.connector import NetworkMark
from otklik.shared.words import marked as _

MARK = NetworkMark(
    short_name="VK",
    colour="#0077ff",
    drawing=("M3 7l4 10l4-10M14.5 7v10M21 7l-6.5 5l6.5 5"),
    comments_shown=_("VK shows the replies under the first comment, in one row, the oldest first."),
    talk_shown=_("A talk with the page: only the resident and the page see it."),
    also_called=("вк", "vkontakte", "в контакте"),
)
