"""Measures against figures counted by hand."""

import pytest

from otklik.triage.measures import (
    average_precision,
    calibration_error,
    macro_f1,
    precision_recall_f1,
    share,
    share_of_surest,
)


def test_a_share_is_right_ones_of_all() -> None:
    assert (share([True, False, True]), share([])) == (0.6667, 0.0)


def test_seven_of_ten_are_those_it_is_surest_of() -> None:
    certainties = [0.9, 0.1, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.95]
    hits = [True, False, True, True, True, True, False, False, False, True]
    assert share_of_surest(certainties, hits) == round(6 / 7, 4)


def test_macro_f1_counts_each_label_alike_and_takes_any_that_is_allowed() -> None:
    assert macro_f1(["a", "a", "a", "b"], [("a",), ("a",), ("b",), ("b", "c")]) == round((0.8 + 2 / 3) / 2, 4)
    assert macro_f1([], []) == 0.0


def test_calibration_is_the_distance_between_certainty_and_share_of_right_ones() -> None:
    assert calibration_error([0.8, 0.8, 0.8, 0.8], [True, True, True, False]) == 0.05
    assert calibration_error([1.0, 0.0], [True, False]) == 0.0


def test_precision_recall_and_f1() -> None:
    assert precision_recall_f1([True, True, False, False], [True, False, True, False]) == (0.5, 0.5, 0.5)
    assert precision_recall_f1([False], [False]) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("scores", "true", "area"),
    [
        ([0.9, 0.8, 0.7], [True, True, False], 1.0),
        ([0.9, 0.8, 0.7], [False, True, True], round((1 / 2 + 2 / 3) / 2, 4)),
        ([0.5, 0.5], [True, False], 0.5),
        ([0.5], [False], 0.0),
    ],
)
def test_average_precision_weighs_precision_by_recall_gained(
    scores: list[float], true: list[bool], area: float
) -> None:
    assert average_precision(scores, true) == area
