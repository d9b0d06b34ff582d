"""Encoders written as ONNX, and what cuts text into pieces for them: opened once in a process, when first asked for."""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any, Final

log = logging.getLogger(__name__)

BEGIN: Final = 1
END: Final = 2
_OPENING = RLock()


def open_once[Opened](load: Callable[[], Opened], *, otherwise: str) -> Opened | None:
    """What `load` opens; None where it cannot be opened, and the log says why and what is done `otherwise`."""
    with _OPENING:  # it is large: threads that ask for it together open one
        found: Opened | None = _opened(load, otherwise)
    return found


@cache
def _opened(load: Callable[[], Any], otherwise: str) -> Any:
    try:
        return load()
    except Exception:
        log.exception(otherwise)
        return None


def open_network(path: Path) -> Any:
    """Open a network with ONNX Runtime. It reads on the core of who asks: a worker has others for other work."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # messages differ in length
    # networks are drawn as they run best: what it would join by itself takes longer (lab/NOTES.md)
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    return InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def open_cutter(path: Path) -> Any:
    """Open what cuts text into pieces of words: sentencepiece."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(path))


def pieces_of(text: str, cutter: Any) -> list[int]:
    """Numbers of all pieces of a text; half a sign counts as one that nobody knows."""
    found: list[int] = cutter.encode(text.encode(errors="replace").decode())
    return found


def beginning_and_end(pieces: list[int], *, longest: int, last: int) -> list[int]:
    """The pieces that are read: of a longer text its beginning and its `last`, where people say what they ask for."""
    return pieces if len(pieces) <= longest else pieces[: longest - last] + pieces[-last:]
