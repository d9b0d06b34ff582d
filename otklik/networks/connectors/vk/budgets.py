"""How often VK may be asked with one token: 20 times a second for a community, 3 for a person."""

from otklik.networks.budgets import Pace

OF_COMMUNITY = Pace(20)
OF_PERSON = Pace(3)
