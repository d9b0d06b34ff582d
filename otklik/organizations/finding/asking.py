"""A question as units: what is asked for, each with all that it can be meant as."""

from dataclasses import dataclass

from otklik.organizations.finding.cards import kind_term, phrase_term
from otklik.organizations.finding.guesses import Guess, guesses_of, respaced, written_out
from otklik.organizations.finding.index import BodyIndex
from otklik.organizations.finding.kinds import Piece, meant_words, pieces, vocabulary

AS_KIND = 0.9
"""A body whose name has the word itself comes before one that only is of the kind."""
AS_OTHER_KIND = 0.85
OF_NUMBER = 1.5
OF_COMMON = 0.15
"""How much a number weighs, and a word that may be missing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that is asked for."""

    terms: tuple[Guess, ...]
    weight: float
    is_number: bool = False
    is_place: bool = False
    is_common: bool = False
    """It may be missing."""


def units_of(reading: str, index: BodyIndex) -> list[Unit]:
    """What a question asks for, read in one way."""
    guesses = [guesses_of(word, index) for word in respaced(meant_words(written_out(reading, index)), index)]
    stems = [guess[0][0] if guess else "" for guess in guesses]
    return [_unit(piece, stems, guesses, index) for piece in pieces(stems)]


def _unit(piece: Piece, stems: list[str], guesses: list[list[Guess]], index: BodyIndex) -> Unit:
    known = vocabulary()
    own = guesses[piece.start] if piece.stop == piece.start + 1 else []
    sureness = min((guess[0][1] for guess in guesses[piece.start : piece.stop] if guess), default=1.0)
    terms = dict(own) if own else {phrase_term(stems[piece.start : piece.stop]): sureness}
    for place, kind in enumerate(piece.kinds):
        as_kind = sureness * (AS_KIND if place == 0 else AS_OTHER_KIND)
        for meant, fit in {kind: 1.0, **known.near[kind]}.items():
            term = kind_term(meant)
            terms[term] = max(as_kind * fit, terms.get(term, 0.0))
    first = stems[piece.start]
    is_number = first.startswith("#") and not piece.kinds
    is_common = not piece.kinds and (first in known.legal_forms or first in known.soft_words)
    main = kind_term(piece.kinds[0]) if piece.kinds else first
    weight = OF_NUMBER if is_number else OF_COMMON if is_common else index.weight(main)
    return Unit(
        terms=tuple(terms.items()),
        weight=weight,
        is_number=is_number,
        is_place=not piece.kinds and any(term in index.places for term, _ in own),
        is_common=is_common,
    )
