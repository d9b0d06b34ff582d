"""How often MAX may be asked with one bot's token: 30 times a second, and twice a second by its long poll."""

from otklik.networks.budgets import Budget, Pace, budget_of

OF_BOT = Pace(30)
OF_POLLS = Pace(2)


def budget_of_bot(token: str, *, pace: Pace) -> Budget:
    """The budget of a bot's calls of this pace: polls have their own."""
    return budget_of("max", token, str(pace.calls), pace=pace)
