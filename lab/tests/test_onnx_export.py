"""Encoders as they are written down: drawn as they run best, and saying what was learnt."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from otklik.triage.encoders import open_network

ORIGIN: Any = SimpleNamespace(sizes=SimpleNamespace(numbers=24, between=48, heads=4, least=1e-12))


@pytest.fixture
def torch() -> Any:
    pytest.importorskip("onnx")
    torch = pytest.importorskip("torch")
    torch.manual_seed(1)
    return torch


@pytest.mark.parametrize("length", [1, 7, 30])
def test_a_reader_says_what_it_learnt(torch: Any, tmp_path: Path, length: int) -> None:
    from otklik_lab.encoder import Encoder, Network
    from otklik_lab.fallback_classifier import write_network

    network = Network(Encoder(50, 2, ORIGIN, longest=30), [26]).eval()
    torch.nn.init.normal_(network.heads[0].weight)
    write_network(network, tmp_path / "reader.onnx")
    pieces = torch.randint(0, 50, (1, length))
    (said,) = open_network(tmp_path / "reader.onnx").run(None, {"pieces": pieces.numpy()})
    assert said == pytest.approx(network(pieces, torch.tensor([length]))[0].detach().numpy(), abs=0.15)


@pytest.mark.parametrize("length", [2, 9, 30])
def test_an_encoder_of_pairs_says_what_it_learnt(torch: Any, tmp_path: Path, length: int) -> None:
    from otklik_lab.pair_classifier import write_network
    from otklik_lab.pair_encoder import PairNetwork

    network = PairNetwork(50, ORIGIN).eval()
    write_network(network, tmp_path / "together.onnx")
    pieces, echoes = torch.randint(0, 50, (1, length)), torch.randint(0, 2, (1, length))
    sides = torch.tensor([[0] * (length // 2) + [1] * (length - length // 2)])
    row = {"pieces": pieces, "sides": sides, "echoes": echoes}
    (said,) = open_network(tmp_path / "together.onnx").run(None, {name: one.numpy() for name, one in row.items()})
    assert said.shape == (1,)
    assert said == pytest.approx(network(**row, inside=torch.ones_like(pieces) > 0).detach().numpy(), abs=0.05)


def test_a_table_of_nothing_is_written_too(torch: Any, tmp_path: Path) -> None:
    from otklik_lab.encoder import Encoder, Network
    from otklik_lab.fallback_classifier import write_network

    network = Network(Encoder(50, 1, ORIGIN, longest=30), [26]).eval()
    torch.nn.init.zeros_(network.heads[0].weight)
    write_network(network, tmp_path / "reader.onnx")
    (said,) = open_network(tmp_path / "reader.onnx").run(None, {"pieces": np.array([[1, 2, 3]], dtype=np.int64)})
    assert np.isfinite(said).all()
