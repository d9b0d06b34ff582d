"""However long a letter is, what is personal is taken out at a cost that grows with its length, and with no more."""

import json
from pathlib import Path

import pytest

from otklik.personal_data.finders import FINDERS
from otklik.personal_data.homes import flats
from otklik.personal_data.spans import Span, find_every, find_every_nearby
from otklik.publication.redacting import redact
from otklik.triage import tests

ADDRESSES = ("ул. Ленина, д. 5 кв. 17, ", "Мира 4-32. ", "Победы дом 8 квартира 21. ")
PRACTICE = Path(tests.__file__).parent / "practice" / "personal_data.jsonl"


def letter(length: int) -> str:
    """Nothing but addresses with flats."""
    once = "".join(ADDRESSES)
    return (once * (length // len(once) + 1))[:length]


def letters_read(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How much the rule of flats was given to read, all in all."""
    read: list[int] = []
    find = flats.find

    def counting(given: str) -> Span | None:
        read.append(len(given))
        return find(given)

    with monkeypatch.context() as patched:
        patched.setattr(flats, "find", counting)
        redact(text)
    return sum(read)


def test_four_times_the_letter_is_read_about_four_times_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    short, long = (letters_read(letter(length), monkeypatch) for length in (2_000, 8_000))
    assert long < 5 * short


def test_a_flat_is_hidden_wherever_it_stands_in_a_letter() -> None:
    for before in range(400, 800):
        text = "т" * before + ". " + ADDRESSES[0] + "т" * 900
        assert "кв. [скрыта]" in redact(text)
        assert "17" not in redact(text)


@pytest.mark.parametrize("kind", FINDERS)
def test_messages_are_read_as_if_they_were_read_at_once(kind: str) -> None:
    find = FINDERS[kind]
    for line in PRACTICE.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        assert find_every_nearby(find, text, at_most=500) == find_every(find, text, at_most=500)
