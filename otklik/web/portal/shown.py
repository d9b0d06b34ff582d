"""Pages and cases with the words and marks that the public side shows them by."""

import re
from dataclasses import dataclass

from otklik.pages.public_selectors import PublicPage
from otklik.publication.public_selectors import PublicCase
from otklik.web.portal.words import PublicMark, deferral_words, network_name, readable, state_mark

_TITLE_LENGTH = 100
_SENTENCE = re.compile(r".+?[.!?…](?=\s|$)")
_GREETING = re.compile(
    r"(?:здравствуйте|приветствую|привет|доброго (?:времени суток|дня|вечера|утра)|добр(?:ый день|ый вечер|ое утро))"
    r"(?: всем)?[!.,)\s]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageShown:
    """An official page."""

    page: PublicPage
    network: str
    address: str
    """As people read it, without the scheme."""

    @classmethod
    def of(cls, page: PublicPage) -> "PageShown":
        """The page with its words."""
        return cls(
            page=page,
            network=network_name(page.network),
            address=readable(page.url),
        )


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A published case."""

    case: PublicCase
    state: PublicMark
    network: str
    title: str
    deferral: str = ""
    """Until when it is put off and why; empty where it is not."""

    @classmethod
    def of(cls, case: PublicCase) -> "CaseShown":
        """The case with its words."""
        return cls(
            case=case,
            state=state_mark(case.state),
            network=network_name(case.network),
            title=title_of(case.text) or case.topic,
            deferral=deferral_words(case.waits_for, case.waits_until),
        )


def title_of(said: str) -> str:
    """The first sentence behind a greeting, cut at a word when it is long; empty where nothing is said."""
    text = _without_greeting(" ".join(said.split()))
    sentence = _SENTENCE.match(text)
    line = sentence.group() if sentence else text
    if len(line) > _TITLE_LENGTH:
        return line[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:—- ") + "…"
    return line.rstrip(".")


def _without_greeting(text: str) -> str:
    greeting = _GREETING.match(text)
    rest = text[greeting.end() :] if greeting else ""
    return rest[:1].upper() + rest[1:] if rest else text
