"""Delivery is tried over HTTP, against the sandbox."""

from tests.line import line

__all__ = ["line"]
