"""Does the name of a page imitate that of an official one? Decisions only: names in, what is alike out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from otklik.pages.addresses import look_of_key
from otklik.pages.models import Likeness
from otklik.shared.lookalikes import skeleton

NEAR_ADDRESS = 86.0
"""From so much likeness (of 100) two addresses differ in a letter or two."""
NEAR_NAME = 92.0
_SHORTEST = 6
"""Shorter words are alike by chance."""
_WORDS = "official|oficial|ofic|off|gos|gov|adm|admin|real|info|news|help|support"
_CLAIMS = re.compile(rf"(?:\A|[._-])(?:{_WORDS})(?=[._-]|\Z)|\A(?:{_WORDS})|(?:{_WORDS})\Z")
"""What those add to a real name who want to be taken for its owner."""
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class OfficialName:
    """An address of a page of the register, ready to be compared with."""

    page_id: int
    network: str
    key: str
    looks: str

    @classmethod
    def of(cls, page_id: int, network: str, key: str) -> "OfficialName":
        """The address with what it looks like."""
        return cls(page_id, network, key, look_of_key(key))


def find_like(key: str, official: Sequence[OfficialName]) -> tuple[OfficialName, Likeness] | None:
    """The official address that this one is most like, and in what; None where it is like none.

    Numbers tell schools apart: `school4` is not near `school8`; where the official name has none, one does not.
    The same name in another network counts too.
    """
    looks = look_of_key(key)
    same = next((one for one in official if one.looks == looks), None)
    if same is not None:
        return same, Likeness.NEAR_ADDRESS if same.key == key else Likeness.LETTERS
    plain = look_of_key(_CLAIMS.sub("", key))
    claimed = next((one for one in official if one.looks == plain and len(plain) >= _SHORTEST), None)
    if claimed is not None:
        return claimed, Likeness.NEAR_ADDRESS
    near = process.extract(looks, [one.looks for one in official], scorer=fuzz.ratio, score_cutoff=NEAR_ADDRESS)
    found = (official[place] for _, _, place in near if len(looks) >= _SHORTEST)
    numbers = _numbers(key)
    return next(((one, Likeness.NEAR_ADDRESS) for one in found if _numbers(one.key) in ([], numbers)), None)


def is_name_like(name: str, official: str) -> bool:
    """Whether a page calls itself like an official one, or nearly: letters of any alphabet, words in any order."""
    if _numbers(name) != _numbers(official):
        return False
    likeness = fuzz.token_sort_ratio(_plain(name), _plain(official))
    return len(official) >= _SHORTEST and likeness >= NEAR_NAME


def find_likenesses(key: str, name: str, *, official: OfficialName, official_name: str) -> list[Likeness]:
    """In what a page is like this official one."""
    alike = find_like(key, [official])
    return [*([alike[1]] if alike else []), *([Likeness.NAME] if is_name_like(name, official_name) else [])]


def _numbers(text: str) -> list[str]:
    return _DIGITS.findall(text)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", skeleton(name)))


def names_of(rows: Iterable[tuple[int, str, str]]) -> list[OfficialName]:
    """Rows of (page, network, key) as official names."""
    return [OfficialName.of(*row) for row in rows]
