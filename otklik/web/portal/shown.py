"""Pages and cases with the words and marks that the public side shows them by."""

from dataclasses import dataclass

from otklik.pages.public_selectors import PublicPage
from otklik.publication.published.selectors import PublicCase
from otklik.publication.published.titles import title_of
from otklik.web.portal.words import PublicMark, deferral_words, network_name, readable, state_mark


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
            title=title_of(case),
            deferral=deferral_words(case.waits_for, case.waits_until),
        )
