import asyncio
import threading
from collections.abc import Callable, Mapping
from unittest.mock import MagicMock

import pytest

from otklik.networks.connector import PageAccess
from otklik.pages.selectors import KeyedAccess
from otklik.web.edge import known_pages
from otklik.web.edge.counters import Counters
from otklik.web.edge.known_pages import CannotTell, KnownPages

SCHOOL = KeyedAccess(page_id=1, access=PageAccess(network="vk", external_id="7"))
ONE = {("vk", "known"): lambda: SCHOOL}
type Pages = Mapping[tuple[str, str], Callable[[], KeyedAccess]]


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_pages, "close_old_connections", lambda: None)
    monkeypatch.setattr(known_pages, "connections", MagicMock())
    monkeypatch.setattr(known_pages, "ON_ITS_WAY_SECONDS", 0.0)
    monkeypatch.setattr(known_pages, "TRY_AGAIN_SECONDS", 0.0)


def begun(read: Callable[[], Pages], counters: Counters | None = None) -> KnownPages:
    pages = KnownPages(counters or Counters(), read=read)
    pages.start(asyncio.get_running_loop())
    return pages


def test_a_flood_of_unknown_keys_asks_the_database_nothing_and_holds_no_real_webhook_up() -> None:
    counters = Counters()

    async def flood() -> list[KeyedAccess | None]:
        pages = begun(lambda: ONE, counters)
        assert await pages.find("vk", "known") == SCHOOL
        guesses = [pages.find("vk", f"guess-{n}") for n in range(5_000)]
        return await asyncio.gather(*guesses, pages.find("vk", "known"), pages.find("ok", "known"))

    assert asyncio.run(flood()) == [None] * 5_000 + [SCHOOL, None]
    assert counters.lookups == 1


def test_the_first_who_come_wait_until_the_pages_are_read() -> None:
    gate = threading.Event()

    def read() -> Pages:
        gate.wait(10)
        return ONE

    async def ask() -> list[KeyedAccess | None]:
        pages = begun(read)
        asked = [asyncio.create_task(pages.find("vk", key)) for key in ("known", "unknown")]
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*asked)

    assert asyncio.run(ask()) == [SCHOOL, None]


def test_who_comes_right_after_a_page_was_connected_waits_until_the_change_is_read() -> None:
    there: list[Pages] = [{}, ONE]

    async def ask() -> KeyedAccess | None:
        pages = begun(lambda: there.pop(0))
        assert await pages.find("vk", "known") is None
        pages.note_change()
        return await pages.find("vk", "known")

    assert asyncio.run(ask()) == SCHOOL


def test_a_word_that_was_lost_is_made_up_for_before_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_pages, "READ_ANEW_SECONDS", 0.0)
    monkeypatch.setattr(known_pages, "ON_ITS_WAY_SECONDS", 0.001)
    there: list[Pages] = [{}]

    async def ask() -> KeyedAccess | None:
        pages = begun(lambda: there[0])
        assert await pages.find("vk", "known") is None
        there[0] = ONE
        while (found := await pages.find("vk", "known")) is None:
            pass
        return found

    assert asyncio.run(ask()) == SCHOOL


def test_while_changes_are_not_heard_what_is_known_stays_known_and_the_rest_is_told_to_try_again() -> None:
    async def ask() -> list[KeyedAccess | None]:
        pages = begun(lambda: ONE)
        assert await pages.find("vk", "known") == SCHOOL
        pages.note_silence()
        with pytest.raises(CannotTell):
            await pages.find("vk", "another")
        known = await pages.find("vk", "known")
        pages.note_change()
        return [known, await pages.find("vk", "another")]

    assert asyncio.run(ask()) == [SCHOOL, None]


def test_while_the_database_is_away_nobody_waits_for_it() -> None:
    answers: list[Pages | Exception] = [OSError("away"), ONE]

    def read() -> Pages:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def ask() -> KeyedAccess | None:
        pages = begun(read)
        while True:
            try:
                return await pages.find("vk", "known")
            except CannotTell:
                await asyncio.sleep(0)

    assert asyncio.run(ask()) == SCHOOL


def test_one_page_whose_secrets_cannot_be_read_takes_no_other_along() -> None:
    def locked() -> KeyedAccess:
        raise ValueError("another key")

    async def ask() -> KeyedAccess | None:
        pages = begun(lambda: {**ONE, ("vk", "locked"): locked})
        with pytest.raises(CannotTell):
            await pages.find("vk", "locked")
        return await pages.find("vk", "known")

    assert asyncio.run(ask()) == SCHOOL
