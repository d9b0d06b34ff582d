"""Names of places as they stand in other words: «ревдинский», «Нижнетагильская», «сухоложский»."""

from collections.abc import Collection, Iterator

from otklik.organizations.finding.words import SOFTENED

Place = tuple[str, ...]
"""The stems of the name of a place, in order."""

_SUFFIXES = ("", "ов", "ев", "ин", "ен", "ан", "н", "ич", "ович", "л")
"""What an adjective may put between the name of a place and «-ский»."""


def term_of(place: Place) -> str:
    """The term of a place as a whole."""
    return " ".join(place)


def aliases_of(places: Collection[Place]) -> dict[str, str]:
    """Stems of adjectives → the term of the place that they are of: «ревдин» → «ревд», «нижнетагил» → «нижн тагил»."""
    known = {stem for place in places for stem in place}
    return {alias: term_of(place) for place in places for alias in _aliases(place) if alias not in known}


def _aliases(place: Place) -> Iterator[str]:
    match place:
        case (only,):
            roots = [only]
        case (first, second):
            roots = [f"{first}{vowel}{second}" for vowel in "ео"]
        case _:
            roots = []
    for root in roots:
        for form in (root, root[:-1] + root[-1].translate(SOFTENED)):
            yield from (form + suffix for suffix in _SUFFIXES if len(form) > 2)
