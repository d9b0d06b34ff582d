"""What intake reads back is read over HTTP, from the sandbox."""

from tests.line import line

__all__ = ["line"]
