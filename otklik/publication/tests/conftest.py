"""Publication is tried over HTTP, against the sandbox."""

from tests.line import line, running_sandbox

__all__ = ["line", "running_sandbox"]
