"""How Telegram is shown."""

from otklik.networks.connector import NetworkMark

MARK = NetworkMark(
    short_name="Telegram",
    colour="#1e96d4",
    drawing=("M21 4l-18 7.2l5.8 2.1l.8 6.7l2.9-3.6l4.7 3.6zM8.8 13.3l12.2-9.3l-8.5 12.4"),
)
