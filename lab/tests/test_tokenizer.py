"""Tokenizers that ship hold no names of people."""

from otklik.triage.second_reading import load_reader
from otklik_lab.tokenizer import is_name


def test_it_holds_no_names_of_people() -> None:
    pieces = load_reader().pieces
    assert not [piece for piece in map(pieces.id_to_piece, range(pieces.get_piece_size())) if is_name(piece)]
    assert [is_name(piece) for piece in ("▁Ольга", "▁Иванов", "▁ольга", "▁Дорог", "Иванов", "▁Ал")] == [True] * 2 + [
        False
    ] * 4
