"""What pages tell is read over HTTP, from the sandbox."""

from tests.line import line

__all__ = ["line"]
