"""Vectors of words: what an archive of others holds, and how theirs and ours become one."""

import gzip
import io
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from otklik_lab.navec import News, read_news, unit
from otklik_lab.word_embeddings import join_vectors

BOOK = np.array([[[1, 0], [0, 1]], [[2, 0], [0, 2]]], dtype=np.float32)
"""Two pieces of two numbers, two entries each."""


def _write(archive: Path, members: Mapping[str, bytes]) -> Path:
    with tarfile.open(archive, "w") as made:
        for name, told in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(told)
            made.addfile(member, io.BytesIO(told))
    return archive


def _archive(folder: Path, forms: Sequence[str], counts: Sequence[int], chosen: Sequence[Sequence[int]]) -> Path:
    head = np.array([len(forms)], dtype=np.uint32).tobytes()
    told = head + np.array(counts, dtype=np.uint32).tobytes() + "\n".join(forms).encode()
    pieces = np.array([len(forms), 4, 2, 2], dtype=np.uint32).tobytes() + np.array(chosen, np.uint8).tobytes()
    members = {"vocab.bin": gzip.compress(told), "pq.bin": pieces + BOOK.tobytes()}
    return _write(folder / "news.tar", members)


def test_forms_of_a_word_become_one_and_what_is_no_word_is_left_out(tmp_path: Path) -> None:
    archive = _archive(
        tmp_path, ["дорога", "дороги", "<unk>", "снег"], [99, 99, 0, 400], [[0, 0], [0, 1], [1, 1], [1, 0]]
    )
    news = read_news(archive)
    assert news.words == ("снег", "дорога")
    snow, pit = unit(np.array([[0, 1, 2, 0], [1, 0, 1, 1]], dtype=np.float32))
    drift = (snow + pit) / 2
    assert news.vectors == pytest.approx(unit(np.array([snow - drift, pit - drift])), abs=1e-5)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        read_news(_write(tmp_path / "other.tar", {"readme": b"nothing"}))


def test_what_one_side_does_not_know_is_foretold_from_the_other() -> None:
    drawn = np.random.default_rng(3)
    theirs = unit(drawn.standard_normal((60, 300)).astype(np.float32))
    told = [f"слово{place}" for place in range(60)]
    turned = np.linalg.qr(drawn.standard_normal((300, 300)))[0][:, :128].astype(np.float32)
    ours = {word: vector @ turned for word, vector in zip(told, theirs, strict=True)}
    left_out = ours.pop("слово7")
    often = dict.fromkeys(told, 1_000_000)
    joined = join_vectors(told, ours, News(tuple(told), theirs), often=often)
    again = join_vectors(told, {**ours, "слово7": left_out}, News(tuple(told), theirs), often=often)
    kinds = [unit(one @ one.T)[7] for one in (joined, again)]
    assert joined.shape == (60, 192)
    assert float(kinds[0] @ kinds[1]) > 0.9
