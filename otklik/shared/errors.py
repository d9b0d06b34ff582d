"""The base of every error that a person may read: what is wrong, and how to mend it."""

from collections.abc import Callable, Mapping


class OtklikError(Exception):
    """Something could not be done; the text may be shown to a person.

    `wrong` and `mend` are English message ids, with places such as `%(state)s` for `values`. A value is itself
    translated; a tuple of values is translated one by one and joined with commas.
    """

    def __init__(
        self, wrong: str, *, mend: str = "", values: Mapping[str, str | tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend
        self.values = dict(values or {})

    def __str__(self) -> str:
        return self.say(_as_it_is)

    def say(self, translate: Callable[[str], str]) -> str:
        """What is wrong and how to mend it, in the language of `translate` (gettext, for instance)."""
        filled = {name: _say_value(value, translate) for name, value in self.values.items()}
        parts = [translate(part) for part in (self.wrong, self.mend) if part]
        return " ".join(part % filled if filled else part for part in parts)


def _as_it_is(text: str) -> str:
    return text


def _say_value(value: str | tuple[str, ...], translate: Callable[[str], str]) -> str:
    if isinstance(value, tuple):
        return ", ".join(_say_value(part, translate) for part in value)
    return translate(value) if value else ""
