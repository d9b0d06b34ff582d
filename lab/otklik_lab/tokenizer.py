"""Which pieces of words the encoder keeps of those it began with: what a few texts have, and single letters.

Needs protobuf, which the extra `reader` brings.
"""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from otklik.shared.lemmas import readings
from otklik.shared.text import fold
from otklik_lab.pretrained import Pretrained

FEWEST_TEXTS: Final = 3
LETTERS: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SINGLE: Final = {*LETTERS, *LETTERS.upper(), *'abcdefghijklmnopqrstuvwxyz0123456789.,!?-:;()"/№%+«»—▁'}
"""Always kept, so that every word can be cut into something."""
SHORTEST_NAME: Final = 4
"""Letters; shorter pieces begin other words as well."""


def whole_vocabulary(origin: Pretrained) -> Any:
    """Cuts into all pieces that the encoder began with."""
    from sentencepiece import SentencePieceProcessor

    pieces = [place for place in range(len(origin.pieces)) if place not in _marks(origin)]
    return SentencePieceProcessor(model_proto=_told(origin, pieces))


def choose(texts: Sequence[str], origin: Pretrained, *, prefix: str = "", fewest: int = FEWEST_TEXTS) -> list[int]:
    """Numbers that the pieces to keep have with the encoder, after those of the three marks: unknown, begin, end.

    Kept is what stands in so many texts at the fewest.
    """
    whole = whole_vocabulary(origin)
    seen = Counter(piece for text in texts for piece in {*whole.encode(prefix + text, out_type=str)})
    kept = {piece for piece, texts_with_it in seen.items() if texts_with_it >= fewest and not is_name(piece)}
    kept |= SINGLE
    places = {origin.place_of[piece] for piece in kept if piece in origin.place_of} - _marks(origin)
    return [origin.unknown, origin.begin, origin.end, *sorted(places)]


def is_name(piece: str) -> bool:
    """Whether a piece is a person's whole name: a model holds none, even if it is everybody's."""
    word = piece.removeprefix("▁")
    if len(word) < SHORTEST_NAME or word == piece or not word[0].isupper():
        return False
    return any(one.is_known and any(one.has(mark) for mark in ("Name", "Surn", "Patr")) for one in readings(fold(word)))


def write_pieces(origin: Pretrained, chosen: Sequence[int], path: Path) -> None:
    """Leave what cuts a text into the chosen pieces, for sentencepiece."""
    path.write_bytes(_told(origin, chosen[3:]))


def _marks(origin: Pretrained) -> set[int]:
    return {origin.unknown, origin.begin, origin.end, origin.place_of["<pad>"]}


def _told(origin: Pretrained, pieces: Sequence[int]) -> bytes:
    from sentencepiece import SentencePieceTrainer
    from sentencepiece import sentencepiece_model_pb2 as messages

    taught = BytesIO()  # only how it makes letters alike is taken from it
    SentencePieceTrainer.train(
        sentence_iterator=iter(["мама мыла раму", "a b c d e f g"] * 20),
        model_writer=taught,
        vocab_size=40,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    usual, told = messages.ModelProto(), messages.ModelProto()
    usual.ParseFromString(taught.getvalue())
    told.normalizer_spec.CopyFrom(usual.normalizer_spec)
    told.trainer_spec.model_type = 1
    told.trainer_spec.unk_id, told.trainer_spec.bos_id, told.trainer_spec.eos_id = 0, 1, 2
    told.trainer_spec.pad_id = -1
    kinds = messages.ModelProto.SentencePiece
    for name, kind in (("<unk>", kinds.UNKNOWN), ("<s>", kinds.CONTROL), ("</s>", kinds.CONTROL)):
        told.pieces.add(piece=name, score=0, type=kind)
    for place in pieces:
        told.pieces.add(piece=origin.pieces[place], score=float(origin.scores[place]), type=kinds.NORMAL)
    found: bytes = told.SerializeToString()
    return found
