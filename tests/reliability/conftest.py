"""The sandbox for trials that go over HTTP."""

from tests.line import line

__all__ = ["line"]
