"""How often OK may be asked with one token. OK publishes no number, only errors 8 and 11: ours stays well below."""

from otklik.networks.budgets import Pace

OF_ADMIN = Pace(3)
"""With the token of an administrator."""
OF_GROUP = Pace(10)
"""With the key of a group."""
