"""Validates that an answer can be sent, before anybody writes it. Uses the same table of limits as the outbox."""

from datetime import datetime

from otklik.delivery.selectors import Tokens
from otklik.delivery.services import Target, demand_possible, new_act, order_answer
from otklik.pages.models import Page


def check_answer(target: Target, *, now: datetime, page: Page | None = None, tokens: Tokens = None) -> None:
    """Raises CannotBeDone where the network would take no answer to this message from the page now.

    Whoever asks about many messages gives the page and its tokens, and nothing is read for it.
    """
    act = new_act(order_answer(target, text=""), now=now)
    if page is not None:
        act.page = page
    demand_possible(act, now=now, tokens=tokens)
