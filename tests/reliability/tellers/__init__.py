"""How each network tells what happens on a page: the bodies of its webhooks, and of OK's lists of comments."""

from tests.reliability.tellers.max import Max
from tests.reliability.tellers.ok import Ok
from tests.reliability.tellers.telegram import Telegram
from tests.reliability.tellers.teller import PAGE, POSTS, US, Said, Spoken, Teller
from tests.reliability.tellers.vk import Vk

__all__ = ["PAGE", "POSTS", "TELLERS", "US", "Said", "Spoken", "Teller", "Vk"]

TELLERS: tuple[type[Teller], ...] = (Vk, Ok, Max, Telegram)
