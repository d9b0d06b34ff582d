"""The register as the directory keeps it in memory: bodies with their pages, and an index to find them by.

Each process reads it once, and again when what is public of it has changed; a request only asks whether it has.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock
from time import monotonic

from otklik.organizations.finding.cards import Findable
from otklik.organizations.finding.index import BodyIndex, build_index
from otklik.organizations.public_selectors import PublicBody, bodies_mark, list_public_bodies
from otklik.pages.public_selectors import PublicPage, list_public_pages, pages_mark
from otklik.shared.clock import now

A_TOWN = 500
"""With so many bodies every request can ask whether something changed, and read it all when it has."""
A_WHILE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A body with its pages."""

    body: PublicBody
    pages: tuple[PublicPage, ...]
    spheres: frozenset[str]

    @property
    def place(self) -> str:
        """The municipality; for a body of the whole region, the region."""
        return self.body.municipality or self.body.territory


@dataclass(frozen=True, eq=False)
class Register:
    """All bodies at work."""

    entries: tuple[Entry, ...] = ()
    mark: str = ""
    """Changes with what the entries tell; the same in every process."""
    read_at: datetime | None = None

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where the entry of a body stands, by its name in addresses."""
        return {entry.body.slug: place for place, entry in enumerate(self.entries)}

    @cached_property
    def slugs(self) -> Sequence[str]:
        """The names of all bodies in addresses, in order."""
        return sorted(self.places)

    @cached_property
    def index(self) -> BodyIndex:
        """What the bodies can be found by."""
        return build_index([_findable(entry) for entry in self.entries])

    @cached_property
    def filters(self) -> Mapping[str, Mapping[str, frozenset[int]]]:
        """Filter → value → the places of the entries that have it."""
        return {name: _by_value(self.entries, values) for name, values in _FILTERS.items()}


_FILTERS: dict[str, Callable[[Entry], Iterable[str]]] = {
    "sphere": lambda entry: entry.spheres,
    "territory": lambda entry: (entry.place,),
    "network": lambda entry: (page.network for page in entry.pages),
}


def _by_value(entries: Sequence[Entry], values: Callable[[Entry], Iterable[str]]) -> Mapping[str, frozenset[int]]:
    having: dict[str, set[int]] = {}
    for place, entry in enumerate(entries):
        for value in values(entry):
            having.setdefault(value, set()).add(place)
    return {value: frozenset(places) for value, places in having.items() if value}


_lock = Lock()
_kept = Register()
_stands_until = 0.0
"""By the process's own clock."""


def load_register() -> Register:
    """The register as it is now; a large one may lag behind by some seconds."""
    global _kept, _stands_until  # noqa: PLW0603
    if monotonic() >= _stands_until:
        with _lock:
            if monotonic() >= _stands_until:
                _kept = _renewed(_kept)
                _stands_until = monotonic() + A_WHILE_SECONDS if len(_kept.entries) > A_TOWN else 0.0
    return _kept


def _renewed(kept: Register) -> Register:
    mark = f"{bodies_mark()}|{pages_mark()}"
    if mark == kept.mark:
        return kept
    return Register(tuple(_entries(list_public_bodies(), list_public_pages())), mark, now())


def _entries(bodies: Iterable[PublicBody], pages: Iterable[PublicPage]) -> Iterable[Entry]:
    of_body: dict[str, list[PublicPage]] = {}
    for page in pages:
        of_body.setdefault(page.body_slug, []).append(page)
    for body in bodies:
        own = tuple(of_body.get(body.slug, ()))
        spheres = frozenset(filter(None, (body.sphere, *body.further_spheres)))
        yield Entry(body, own, spheres)


def _findable(entry: Entry) -> Findable:
    body = entry.body
    return Findable(
        key=body.slug,
        names=(body.name, body.short_name, *(page.name for page in entry.pages)),
        places=tuple(dict.fromkeys(filter(None, (body.territory, body.municipality)))),
        beside=(*sorted(entry.spheres), *body.competences),
    )
