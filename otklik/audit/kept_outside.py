"""Copies of the last seals outside the database: whoever rewrites or truncates a chain there cannot rewrite these.

Lines in files by month, in a folder that should be another machine's: when, which chain, which place, which seal. Each
must be found in its chain for ever. A line `restored` says that a backup was restored: rows sealed after it are gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from pathlib import Path
from typing import Final, Self

from django.conf import settings

from otklik.audit.chain import BadPlace, Fault
from otklik.audit.models import ChainedRecord, ChainHead

_RESTORED: Final = "restored"
_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class KeptSeal:
    """The last seal of a chain at a moment; `seal` is `restored` where a backup began anew behind this place."""

    at: datetime
    chain: str
    number: int
    seal: str

    @classmethod
    def read(cls, line: str) -> Self:
        at, chain, number, seal = line.split()
        return cls(datetime.fromisoformat(at), chain, int(number), seal)

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.chain} {self.number} {self.seal}"


def keep_seals(*, now: datetime) -> int:
    """Write down the last seal of each chain that has grown since. Returns how many chains."""
    last = {kept.chain: kept.number for kept in _read()}
    heads = ChainHead.objects.order_by("chain")
    return _write(
        [KeptSeal(now, one.chain, one.sealed_no, one.seal) for one in heads if one.sealed_no > last.get(one.chain, 0)]
    )


def note_restored(*, now: datetime) -> None:
    """A backup was restored: seals made after it are no longer expected, and verifying says so."""
    heads = dict(ChainHead.objects.values_list("chain", "sealed_no"))
    chains = {kept.chain for kept in _read()}
    _write([KeptSeal(now, chain, heads.get(chain, 0), _RESTORED) for chain in sorted(chains)])


def find_gone(model: type[ChainedRecord]) -> tuple[int, BadPlace | None]:
    """How many kept seals of a chain were looked for, and the first that does not stand there any more."""
    kept = _to_look_for(model._meta.db_table)
    for page in batched(kept, _AT_ONCE):
        stand = dict(
            model._default_manager.filter(sealed_no__in=[one.number for one in page]).values_list("sealed_no", "seal")
        )
        for one in page:
            if stand.get(one.number) != one.seal:
                return len(kept), BadPlace(
                    Fault.KEPT_GONE, one.number, subject=f"place {one.number}, kept {one.at:%F %T}"
                )
    return len(kept), None


def list_restored() -> list[datetime]:
    """When backups were put back."""
    return sorted({kept.at for kept in _read() if kept.seal == _RESTORED})


def _to_look_for(chain: str) -> list[KeptSeal]:
    found: list[KeptSeal] = []
    for kept in _read():
        if kept.chain == chain and kept.seal == _RESTORED:
            found = [one for one in found if one.number <= kept.number]
        elif kept.chain == chain:
            found.append(kept)
    return found


def _read() -> Iterator[KeptSeal]:
    for path in sorted(Path(settings.OTKLIK_SEALS_DIR).glob("seals-*.txt")):
        yield from map(KeptSeal.read, filter(str.strip, path.read_text(encoding="ascii").splitlines()))


def _write(lines: list[KeptSeal]) -> int:
    if lines:
        folder = Path(settings.OTKLIK_SEALS_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"seals-{lines[0].at:%Y-%m}.txt").open("a", encoding="ascii") as file:
            file.writelines(f"{line}\n" for line in lines)
    return len(lines)
