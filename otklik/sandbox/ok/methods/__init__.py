"""OK's REST methods: one function each, found by the name that the decorator gives."""

from otklik.sandbox.ok.methods import discussions, people, statistics, writing
from otklik.sandbox.ok.methods.call import PERFORMERS, Call

__all__ = ["PERFORMERS", "Call", "discussions", "people", "statistics", "writing"]
