"""Processor time of processes."""

import os
import sys

import pytest

from otklik.bench.processor import processor_seconds

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")


def test_work_is_counted_and_grows() -> None:
    before = processor_seconds([os.getpid()])
    sum(number * number for number in range(200_000))
    assert processor_seconds([os.getpid()]) > before > 0


def test_the_one_who_started_a_process_has_its_time_too() -> None:
    assert processor_seconds([os.getppid()]) >= processor_seconds([os.getpid()]) * 0.5


def test_a_process_that_is_not_there_took_none() -> None:
    assert processor_seconds([2**22 + 1]) == 0
