"""Marks a text for translation where Django must not be imported: `from otklik.shared.words import marked as _`."""

_BEFORE_WORD = ": «"


def marked(text: str) -> str:
    """Give the text back as it is: the catalogue finds it by the `_(…)` around it, the page translates it."""
    return text


def with_word(text: str, word: str) -> str:
    """A marked text followed by a word of others, which nobody translates: `no such event: «odd_new»`."""
    return f"{text}{_BEFORE_WORD}{word}»" if word else text


def split_word(text: str) -> tuple[str, str]:
    """What `with_word` joined: the marked text, and the rest as it has to follow the translation."""
    known, before, word = text.partition(_BEFORE_WORD)
    return known, before + word
