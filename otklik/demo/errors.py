"""Errors of the demo, for the person at the terminal."""


class DemoRefused(Exception):
    """The demo cannot run, and why; the text says how to mend it."""
