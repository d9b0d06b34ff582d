"""Municipalities that a table names and the register does not have yet: with a name and an ОКТМО they are entered."""

import re
from collections.abc import Iterable

from otklik.integrations.register.known import Known, KnownTerritory, municipality_key
from otklik.integrations.register.rows import RegisterRow

_CODE = re.compile(r"(?<!\d)\d{7,11}(?!\w)")
_DIGITS_OF_TOWN = (7, 8)
"""An ОКТМО of a municipality has eight, the first of which may be a zero that a table program dropped."""


def code_in(text: str) -> str:
    """The ОКТМО that stands in the text; empty where none does."""
    return next(iter(_CODE.findall(text)), "")


def name_in(text: str) -> str:
    """What stands beside the ОКТМО, without brackets."""
    return " ".join(_CODE.sub(" ", text).replace("(", " ").replace(")", " ").split()).strip(" ,;")


def territory_of_code(code: str, known: Known) -> KnownTerritory | None:
    """A table program drops a leading zero; the last three digits name a place in the municipality."""
    for digits in (code, f"0{code}"):
        if len(digits) in (8, 11) and (found := known.by_oktmo.get(digits) or known.by_oktmo.get(digits[:8])):
            return found
    return None


def list_new_towns(rows: Iterable[RegisterRow], known: Known) -> dict[str, str]:
    """ОКТМО → name of each municipality to enter: the row tells both, neither is known, and it lies in the region."""
    found: dict[str, str] = {}
    for row in rows:
        name, code = name_in(row.municipality), code_in(row.municipality)
        if not name or len(code) not in _DIGITS_OF_TOWN or territory_of_code(code, known) is not None:
            continue
        if municipality_key(name) not in known.by_territory_name and code.zfill(8).startswith(known.region_digits):
            found.setdefault(code.zfill(8), name)
    return found
