"""What pages tell is read over HTTP, from the sandbox."""

from tests.line import line, running_sandbox

__all__ = ["line", "running_sandbox"]
