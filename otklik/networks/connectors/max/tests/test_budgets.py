"""One bot's token, one budget; its polls have their own."""

from otklik.networks.connectors.max.budgets import OF_BOT, OF_POLLS, budget_of_bot


def test_one_token_has_one_budget_and_polls_have_their_own() -> None:
    assert budget_of_bot("token", pace=OF_BOT) == budget_of_bot("token", pace=OF_BOT)
    assert budget_of_bot("token", pace=OF_BOT) != budget_of_bot("token", pace=OF_POLLS)
    assert budget_of_bot("token", pace=OF_BOT) != budget_of_bot("another", pace=OF_BOT)
    assert budget_of_bot("token", pace=OF_POLLS).pace == OF_POLLS
