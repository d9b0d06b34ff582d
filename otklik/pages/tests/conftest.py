"""What pages tell is read over HTTP, from the sandbox."""

from tests.line import running_sandbox

__all__ = ["running_sandbox"]
