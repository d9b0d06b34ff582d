"""Messengers are tried over HTTP, against the sandbox."""

from tests.line import running_sandbox

__all__ = ["running_sandbox"]
