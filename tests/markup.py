"""A page as its words and its elements, however the lines of its template are broken."""

from html.parser import HTMLParser
from typing import Final

_VOID: Final = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
_INLINE: Final = {
    "a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "output", "small", "span", "strong", "sub", "sup",
    "time", "wbr",
}  # fmt: skip


class Element:
    """One element, or the whole page: its attributes, its text with whitespace collapsed, and what is inside it."""

    def __init__(self, tag: str = "", attributes: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.inside: list[Element] = []
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """What a person reads in it."""
        return " ".join("".join(self.pieces).split())

    def find(self, tag: str = "", **wanted: str | bool) -> list["Element"]:
        """The elements inside with such attributes: `data_key` is data-key, True and False ask whether it is there."""
        asked = {name.strip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [one for one in self.inside if tag in {"", one.tag} and all(one.has(*pair) for pair in asked.items())]

    def has(self, name: str, value: str | bool) -> bool:
        """Whether an attribute has this value; a class is one of several."""
        held = self.attributes.get(name)
        if isinstance(value, bool):
            return (held is not None) == value
        return held is not None and (value in held.split() if name == "class" else held == value)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        for one in self.open:
            one.inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in [one.tag for one in self.open]:
            while self.open.pop().tag != tag:
                pass
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1].tag not in {"script", "style"}:
            for one in self.open:
                one.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.handle_data(" ")


def parse(page: str) -> Element:
    """A page, or a part of one."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.open[0]
