import asyncio
import threading
from collections.abc import Callable
from unittest.mock import MagicMock

import pytest

from otklik.networks.connector import PageAccess
from otklik.pages.selectors import KeyedAccess
from otklik.web.edge import known_pages
from otklik.web.edge.counters import Counters
from otklik.web.edge.known_pages import QUESTIONS_AT_MOST, CannotTell, KnownPages

SCHOOL = KeyedAccess(page_id=1, access=PageAccess(network="vk", external_id="7"))


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_pages, "close_old_connections", lambda: None)
    monkeypatch.setattr(known_pages, "connections", MagicMock())


def pages(find: Callable[[str, str], KeyedAccess | None]) -> KnownPages:
    return KnownPages(Counters(), find=find)


def test_it_asks_once_for_many_who_ask_together_and_soon_after() -> None:
    asked: list[str] = []

    def find(network: str, key: str) -> KeyedAccess | None:
        asked.append(key)
        return SCHOOL if key == "known" else None

    async def ask() -> list[KeyedAccess | None]:
        known = pages(find)
        together = await asyncio.gather(*[known.find("vk", key) for key in ("known", "unknown") * 10])
        return [*together, await known.find("vk", "known"), await known.find("vk", "unknown")]

    assert asyncio.run(ask()) == [SCHOOL, None] * 11
    assert sorted(asked) == ["known", "unknown"]


def test_it_tells_guessers_to_try_again_instead_of_asking_the_database_for_each() -> None:
    gate = threading.Event()

    def find(network: str, key: str) -> KeyedAccess | None:
        gate.wait(10)
        return None

    async def guess() -> int:
        known = pages(find)
        questions = [asyncio.create_task(known.find("vk", f"guess-{n}")) for n in range(QUESTIONS_AT_MOST + 30)]
        await asyncio.sleep(0)
        gate.set()
        answers = await asyncio.gather(*questions, return_exceptions=True)
        return sum(isinstance(answer, CannotTell) for answer in answers)

    assert asyncio.run(guess()) == 30


def test_it_still_knows_a_page_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_pages, "KNOWN_SECONDS", 0.0)
    answers: list[KeyedAccess | Exception] = [SCHOOL, OSError("away"), OSError("away")]

    def find(network: str, key: str) -> KeyedAccess | None:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def ask() -> KeyedAccess | None:
        known = pages(find)
        assert await known.find("vk", "known") == SCHOOL
        with pytest.raises(CannotTell):
            await known.find("vk", "another")
        return await known.find("vk", "known")

    assert asyncio.run(ask()) == SCHOOL
