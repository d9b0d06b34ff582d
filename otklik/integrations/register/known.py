"""The register as it stands, as far as a table is held against it. Plain values: decisions need no database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from rapidfuzz import fuzz, process

from otklik.organizations.rights import Scope
from otklik.shared.text import fold, in_one_script, without_turning

_LIKE = 60
"""Of 100: names that share so much may be slips of one another."""
_NO_WORDS = re.compile(r"[\W_]+")
_OF_REGION = re.compile(r" (?:\w+(?:ой|ей) (?:автономной )?области|\w+ого края|республики \w+)\Z")
_OF_MUNICIPALITIES = re.compile(
    r"\b(?:городской|городское|муниципальный|муниципальное|муниципального|образование|округ|район|город|го|мо|мр|г)\b"
)


def name_key(name: str) -> str:
    """A name as it is compared: small letters, е for ё, neither quotes nor other signs, no Latin letter among Cyrillic
    ones."""
    return in_one_script(_NO_WORDS.sub(" ", fold(without_turning(name))).strip())


def nearest_name(said: str, names: Mapping[str, str]) -> str:
    """Of names by their key the one that is written most like this one; empty where none is like it."""
    found = process.extractOne(name_key(said), list(names), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return names[found[0]] if found else ""


def municipality_key(name: str) -> str:
    """A municipality's name without the words for what it is and of which region: «Полевской городской округ
    Свердловской области» is «Полевской»."""
    key = _OF_REGION.sub("", name_key(name))
    return " ".join(_OF_MUNICIPALITIES.sub(" ", key).split()) or key


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body of the register."""

    id: int
    name: str
    short_name: str
    level: str
    ogrn: str
    spheres: tuple[str, ...]
    founder_id: int | None
    municipality_id: int | None
    is_active: bool
    head_name: str = ""
    head_post: str = ""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page of the register, with what the table has columns for."""

    id: int
    network: str
    external_id: str
    url: str
    owner_id: int
    is_active: bool
    badge: str
    badge_confirmed_on: date | None
    badge_confirmed_by: str
    is_in_component: bool | None
    component_source: str
    widgets_count: int | None
    widgets_source: str
    design_percent: Decimal | None
    activity_percent: Decimal | None
    members_count: int | None
    weekly_reach: int | None
    post_reach: int | None


@dataclass(frozen=True, slots=True)
class KnownTerritory:
    """A municipality or a place in one."""

    id: int
    name: str
    oktmo: str
    municipality_id: int | None
    """Itself, where it is one; None for the region."""


@dataclass(frozen=True, slots=True)
class KnownExemption:
    """Why a body keeps no page, by which document and when."""

    id: int
    reason: str
    document: str
    since_on: date | None
    until_on: date | None


@dataclass(frozen=True)
class Known:
    """All of the register that a table can touch, found by whatever names it."""

    bodies: dict[int, KnownBody] = field(default_factory=dict)
    pages: dict[int, KnownPage] = field(default_factory=dict)
    territories: tuple[KnownTerritory, ...] = ()
    exemptions: dict[tuple[int, str], KnownExemption] = field(default_factory=dict)
    """By body and network."""
    page_names: dict[tuple[str, str], int] = field(default_factory=dict)
    """Network and the name in the page's address → page."""
    region_id: int = 0
    """The territory of bodies that no municipality has."""
    top_id: int = 0
    """The body above all; 0: there is none."""

    @cached_property
    def region_digits(self) -> str:
        """With what every ОКТМО of the region begins; empty where its own is not entered."""
        return next((one.oktmo[:2] for one in self.territories if one.id == self.region_id), "")

    @cached_property
    def by_ogrn(self) -> dict[str, KnownBody]:
        """Bodies by ОГРН."""
        return {body.ogrn: body for body in self.bodies.values() if body.ogrn}

    @cached_property
    def by_name(self) -> dict[str, tuple[KnownBody, ...]]:
        """Bodies by their name or short name, as names are compared."""
        return _grouped((key, body) for body in self.bodies.values() for key in _names_of(body))

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of bodies at work, by what they are compared by."""
        return {name_key(body.name): body.name for body in self.bodies.values() if body.is_active}

    @cached_property
    def town_names(self) -> dict[str, str]:
        """Names of municipalities, by what they are compared by."""
        return {key: ones[0].name for key, ones in self.by_territory_name.items()}

    @cached_property
    def by_page(self) -> dict[tuple[str, str], KnownPage]:
        """Pages by network and id."""
        return {(page.network, page.external_id): page for page in self.pages.values()}

    @cached_property
    def by_oktmo(self) -> dict[str, KnownTerritory]:
        """Territories by their code."""
        return {territory.oktmo: territory for territory in self.territories if territory.oktmo}

    @cached_property
    def by_territory_name(self) -> dict[str, tuple[KnownTerritory, ...]]:
        """Municipalities by name."""
        towns = (one for one in self.territories if one.id == one.municipality_id)
        return _grouped((municipality_key(one.name), one) for one in towns)

    @cached_property
    def administrations(self) -> dict[int, int]:
        """Municipality → the one body of its own level at work there."""
        found: dict[int, set[int]] = {}
        for body in self.bodies.values():
            if body.level == "municipality" and body.municipality_id and body.is_active:
                found.setdefault(body.municipality_id, set()).add(body.id)
        return {town: ids.pop() for town, ids in found.items() if len(ids) == 1}


@dataclass(frozen=True, slots=True)
class Allowed:
    """What whoever brings the table may change."""

    bodies: Scope
    pages: Scope


def _names_of(body: KnownBody) -> set[str]:
    return {name_key(body.name), name_key(body.short_name)}


def _grouped[T](pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return {key: tuple(ones) for key, ones in found.items()}
