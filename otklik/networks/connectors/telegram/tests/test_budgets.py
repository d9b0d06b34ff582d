"""No bot asks more often than Telegram allows, neither at all nor in one chat."""

from otklik.networks.connectors.telegram.budgets import OF_BOT, OF_GROUP, OF_TALK, budget_of_bot, budget_of_chat


def test_it_keeps_one_budget_for_each_bot_and_each_chat() -> None:
    assert budget_of_bot("one") == budget_of_bot("one")
    assert budget_of_bot("one") != budget_of_bot("two")
    assert budget_of_chat("one", -5) == budget_of_chat("one", -5)
    assert budget_of_chat("one", -5) != budget_of_chat("two", -5)
    paces = (budget_of_bot("one").pace, budget_of_chat("one", -5).pace, budget_of_chat("one", 5).pace)
    assert paces == (OF_BOT, OF_GROUP, OF_TALK)
