"""How Zavalinka is shown: a bench."""

from otklik.networks.connector import NetworkMark

MARK = NetworkMark(short_name="Zavalinka", colour="#3b7d3c", drawing="M3 13h18M5 13v6M19 13v6M4 9h16M6 9v4M18 9v4")
