"""The error of a text that is too long: the same words everywhere, with the limit and the excess."""

from otklik.shared.words import marked as _

TOO_LONG = _("The text is too long: it may have %(most)s characters; this is %(over)s too many.")
TOO_LONG_THERE = _("%(network)s takes %(most)s characters in one message; this is %(over)s too many.")
FOUND_TOO_LONG = _("%(network)s finds the text too long: it has %(length)s characters.")
SHORTEN = _("Make it shorter.")


def length_of(text: str) -> int:
    """As the page counted it: a line break is one character there, and is sent as two."""
    return len(text) - text.count("\r\n")


def counted(length: int, *, most: int) -> dict[str, str]:
    """The numbers for `TOO_LONG` and `TOO_LONG_THERE`."""
    return {"most": str(most), "over": str(max(length - most, 0))}
