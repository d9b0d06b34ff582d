"""The sandbox for trials that go over HTTP."""

from tests.line import line, running_sandbox

__all__ = ["line", "running_sandbox"]
