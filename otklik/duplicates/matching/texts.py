"""What one short text says, as far as comparing needs it: place, words, subjects, troubles, what it is like."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.duplicates.matching.agreement import clear_agreement_cache
from otklik.duplicates.matching.incidents import clear_space_cache, word_vectors_of
from otklik.duplicates.matching.rarity import rarity_of
from otklik.duplicates.matching.states import State, states_of
from otklik.duplicates.matching.word_embeddings import FOLDERS, clear_vectors_cache
from otklik.duplicates.places.naming import Naming, read_naming
from otklik.duplicates.places.vocabulary import PRAISE, SILENT, STATES, WISHES
from otklik.shared.lemmas import lemmas
from otklik.shared.patterns import compile_late
from otklik.triage.subjects import STRONG, subjects_of, subjects_of_word, troubles_of

LONGEST_TEXT: Final = 4000
"""Characters that are read."""
_DEGREES: Final = compile_late(r"\+\s?(?:1\d|20)(?!\d)")
"""«В квартире +17»."""
_AGAIN: Final = compile_late(
    r"(?i)(?<!когда )\b(?:опять|снова|вновь|заново|повторно|отрос(?:л[аио])?|после (?:ремонта|промывки)"
    r"|только что (?:отремонт|почин|сдела)\w+|прошл(?:ой (?:зимой|весной|осенью)|ым летом|ом году)|год не прош[её]л)\b"
)
_PRAISE_STANDS_WITHIN: Final = 3
"""Words from the beginning: later thanks are politeness."""


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a text says, as far as comparing needs it."""

    naming: Naming
    words: dict[str, float]
    """Lemmas of the matter itself with how rare each is."""
    subjects: dict[str, float]
    troubles: frozenset[str] = frozenset()
    is_praise: bool = False
    is_question: bool = False
    is_wish: bool = False
    """It asks for something that is not there yet."""
    terms: dict[str, float] = field(default_factory=dict, compare=False)
    """As `words`, and what state it is in («нет», «отключить»): which of it nobody would search by."""
    vectors: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), dtype=np.float32), compare=False)
    """A row for each of `terms`, in their order: where it points, see `incidents`."""
    says_again: bool = False
    """It tells that this was before: «опять», «после ремонта»."""
    states: frozenset[State] = frozenset()
    """Those of what may be in one of two."""
    text: str = field(default="", compare=False, repr=False)
    """As it was written, for who reads two together."""


def read_text(text: str) -> ParsedText:
    """What a text says of place and matter."""
    return _read(text[:LONGEST_TEXT])


def clear_caches() -> None:
    """Read all texts anew: the arrays that readings rest on were just made."""
    _read.cache_clear()
    clear_vectors_cache()
    clear_space_cache()
    clear_agreement_cache()


@contextmanager
def artifacts_from(folder: Path) -> Iterator[None]:
    """Meanwhile the arrays of this folder count before all others, and where it has none, those that counted so far."""
    FOLDERS.insert(0, folder)
    clear_caches()
    try:
        yield
    finally:
        FOLDERS.remove(folder)
        clear_caches()


@lru_cache(maxsize=4096)
def _read(text: str) -> ParsedText:
    naming = read_naming(text)
    forms = _forms(text)
    terms = weighted_terms(text)
    words = {form: weight for form, weight in terms.items() if form not in SILENT | naming.used}
    words = words or {form: rarity_of(form) for form in forms if form in naming.landmarks}
    return ParsedText(
        naming=naming,
        words=words,
        subjects=_subjects(text, forms, naming),
        troubles=troubles_of(forms),
        is_praise=not PRAISE.isdisjoint(forms[:_PRAISE_STANDS_WITHIN]),
        is_question="?" in text,
        is_wish=not WISHES.isdisjoint(forms),
        terms=terms,
        vectors=word_vectors_of(terms),
        says_again=bool(_AGAIN.search(text)),
        states=states_of(text),
        text=text,
    )


_AT_THE_RIGHT: Final = compile_late(r"(?i)\b(в|на) правом\b")
"""«В правом лифте» is no «право»; «воспользоваться правом» is."""


def weighted_terms(text: str) -> dict[str, float]:
    """Lemmas that tell of the matter and of the state it is in, with how rare each is."""
    naming = read_naming(text)
    return {form: rarity_of(form) * _share_of_matter(form) for form in _forms(text) if _tells(form, naming)}


def _forms(text: str) -> list[str]:
    return [form for form in lemmas(_AT_THE_RIGHT.sub(r"\1 правый", text)) if not form.isdigit()]


def _tells(form: str, naming: Naming) -> bool:
    """Whether a lemma tells anything of the matter, or of the state it is in."""
    is_free = form not in naming.used or form in naming.landmarks
    return len(form) > 1 and is_free and (form not in SILENT or form in STATES)


def _share_of_matter(form: str) -> float:
    """«Двор» and «газон» tell where it is rather than what it is."""
    known = subjects_of_word(form)
    return 0.4 if known and all(weight < STRONG for _, weight in known) else 1.0


def _subjects(text: str, forms: Sequence[str], naming: Naming) -> dict[str, float]:
    """Where it is does not count as what it is, unless nothing else is said."""
    found = subjects_of(form for form in forms if form not in naming.names and form not in naming.landmarks)
    found = found or subjects_of(naming.landmarks)
    if _DEGREES.search(text):
        found["heating"] = STRONG
    if "route" in naming.numbers and not strong_subjects(found):
        # of a bus one tells that it does not come, unless one tells something else
        found["bus_late"] = STRONG
    return found


def strong_subjects(subjects: dict[str, float]) -> set[str]:
    """What a text is plainly about, without where it is."""
    return {code for code, weight in subjects.items() if weight >= STRONG}
