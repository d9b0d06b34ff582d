"""The model that can be made of the labelled texts, measured on the tenth that it never saw. Minutes long."""

import os
from pathlib import Path

import pytest

from otklik.triage.model import load_model
from otklik_lab.evaluation import evaluate
from otklik_lab.groups import train

DATA = Path(__file__).parents[3] / "shared" / "data"
"""Labelled texts lie beside the project; they are no part of it."""


@pytest.mark.skipif(os.environ.get("OTKLIK_TEST_LONG") != "yes", reason="OTKLIK_TEST_LONG=yes runs it")
@pytest.mark.skipif(not (DATA / "appeals").is_dir(), reason="no labelled texts lie beside the project")
def test_a_model_made_anew_is_as_good_as_ever_on_texts_that_it_never_saw(tmp_path: Path) -> None:
    train(DATA, tmp_path / "kept", keeps_back=True)
    figures = evaluate(DATA, model=load_model(tmp_path / "kept"))
    assert figures.first_region.accuracy >= 0.78
    assert figures.first_region.top_3 >= 0.92
    assert figures.comments.f1 >= 0.84
