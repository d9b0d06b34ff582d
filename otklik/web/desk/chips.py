"""Filters above a list: each a chip with its values; what is chosen stands in the page's address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    word: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter above the list: its values, and what takes it away."""

    name: str
    chosen: str
    clear: str
    choices: tuple[Choice, ...]
    asked_for: str | None = None
    """Its values are asked for when it is opened, with this in the address; None: they stand here."""


def chip(name: str, choices: Sequence[tuple[str, str]], *, chosen: str, address_with: Callable[[str], str]) -> Chip:
    """A filter of these values and words. `address_with` gives the page's address with a value; empty: without."""
    return Chip(
        name=name,
        chosen=dict(choices).get(chosen, ""),
        clear=address_with(""),
        choices=tuple(
            Choice(word=word, address=address_with(value), is_current=value == chosen) for value, word in choices
        ),
    )
