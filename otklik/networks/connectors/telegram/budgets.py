"""The pace of Telegram: by a bot 30 times a second, once a second in a talk, 20 times a minute in a group."""

from otklik.networks.budgets import Budget, Pace, budget_of

OF_BOT = Pace(30)
OF_TALK = Pace(1)
OF_GROUP = Pace(20, 61.0)


def budget_of_bot(token: str) -> Budget:
    """The one budget of a bot."""
    return budget_of("telegram", token, pace=OF_BOT)


def budget_of_chat(token: str, chat: int) -> Budget:
    """The one budget of a bot in one chat: groups have negative numbers."""
    return budget_of("telegram", token, str(chat), pace=OF_GROUP if chat < 0 else OF_TALK)
