"""How VK is shown."""

from otklik.networks.connector import NetworkMark

MARK = NetworkMark(
    short_name="VK",
    colour="#0077ff",
    drawing=("M3 7l4 10l4-10M14.5 7v10M21 7l-6.5 5l6.5 5"),
)
