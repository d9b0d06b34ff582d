"""What a row changes on a page, and what it must not: neither a person's word nor the network's own."""

from datetime import date

from otklik.integrations.register.candidates import Candidate
from otklik.integrations.register.cells import plain
from otklik.integrations.register.columns import Column
from otklik.integrations.register.known import KnownPage
from otklik.integrations.register.values import BADGE_WORDS, COMPONENT_WORDS
from otklik.pages.models import Badge, Source
from otklik.pages.naming import NamesNoPage, page_named_in
from otklik.shared.words import marked as _

SEEN_BY_IMPORT = "реестр"
"""Stands where a person's name would: a mark «Госорганизация» that a register tells of, and nobody here has seen."""
_BY_PERSON = _("A person confirmed it; an import does not overrule that.")
_BY_NETWORK = _("The network itself told it; an import does not overrule that.")
_FIGURES = (
    (Column.DESIGN, "design", "design_percent"), (Column.ACTIVITY, "activity", "activity_percent"),
    (Column.MEMBERS, "members", "members_count"), (Column.WEEKLY_REACH, "weekly_reach", "weekly_reach"),
    (Column.POST_REACH, "post_reach", "post_reach"),
)  # fmt: skip
"""Column, what the row calls it, and the page's field."""


def values_of_new_page(candidate: Candidate, *, on: date) -> dict[str, object]:
    """All that the row tells of a page that the register does not have yet."""
    row = candidate.row
    values: dict[str, object] = {
        "network": row.network, "external_id": candidate.page_id, "url": _url_of(candidate),
        **_badge(row.has_badge, on=on),
    }  # fmt: skip
    if row.is_in_component is not None:
        values |= {"is_in_component": row.is_in_component, "component_source": Source.IMPORTED.value}
    if row.widgets is not None:
        values |= {"widgets_count": row.widgets, "widgets_source": Source.IMPORTED.value}
    return values | {ours: value for _column, theirs, ours in _FIGURES if (value := getattr(row, theirs)) is not None}


def changes_of_page(candidate: Candidate, page: KnownPage, *, on: date) -> tuple[dict[str, object], dict[str, object]]:
    """(Before, after) of what the row changes; what must stay is noted on the candidate."""
    after: dict[str, object] = {}
    for values in (_address(candidate, page), _badge_change(candidate, page, on=on), _widgets(candidate, page),
                   _component(candidate, page)):  # fmt: skip
        after |= values
    for _column, theirs, ours in _FIGURES:
        said = getattr(candidate.row, theirs)
        if said is not None and said != getattr(page, ours):
            after[ours] = said
    return {name: getattr(page, name) for name in after}, after


def said_of_page(candidate: Candidate, column: Column) -> str:
    """What the row says of the page in this column, in the words of the table."""
    row = candidate.row
    match column:
        case Column.BADGE:
            return BADGE_WORDS[bool(row.has_badge)]
        case Column.COMPONENT:
            return COMPONENT_WORDS[bool(row.is_in_component)]
        case _:
            return str(row.widgets)


def _url_of(candidate: Candidate) -> str:
    return page_named_in(candidate.row.link).url if candidate.row.link else ""


def _address(candidate: Candidate, page: KnownPage) -> dict[str, object]:
    """Another address, not another way of writing the same; an address by id tells less than one by name."""
    link = candidate.row.link
    if not link or link == plain(page.url):
        return {}
    named = page_named_in(link)
    try:
        standing = page_named_in(page.url) if page.url else None
    except NamesNoPage:
        standing = None
    if standing == named or (standing and not named.name):
        return {}
    return {"url": named.url}


def _badge(has_badge: bool | None, *, on: date) -> dict[str, object]:  # noqa: FBT001 (three answers, not a switch)
    if has_badge is None:
        return {}
    badge = Badge.CONFIRMED if has_badge else Badge.ABSENT
    return {"badge": badge.value, "badge_confirmed_on": on, "badge_confirmed_by": SEEN_BY_IMPORT}


def _badge_change(candidate: Candidate, page: KnownPage, *, on: date) -> dict[str, object]:
    values = _badge(candidate.row.has_badge, on=on)
    if not values or values["badge"] == page.badge:
        return {}
    if page.badge == Badge.UNKNOWN or page.badge_confirmed_by == SEEN_BY_IMPORT:
        return values
    stands = BADGE_WORDS[page.badge == Badge.CONFIRMED]
    candidate.notes.append((Column.BADGE, stands, _BY_PERSON if page.badge_confirmed_by else _BY_NETWORK))
    return {}


def _widgets(candidate: Candidate, page: KnownPage) -> dict[str, object]:
    said = candidate.row.widgets
    if said is None or said == page.widgets_count:
        return {}
    if page.widgets_source == Source.PERSON:
        candidate.notes.append((Column.WIDGETS, str(page.widgets_count), _BY_PERSON))
        return {}
    return {"widgets_count": said, "widgets_source": Source.IMPORTED.value}


def _component(candidate: Candidate, page: KnownPage) -> dict[str, object]:
    said = candidate.row.is_in_component
    if said is None or said == page.is_in_component:
        return {}
    if page.component_source == Source.PERSON:
        candidate.notes.append((Column.COMPONENT, COMPONENT_WORDS[bool(page.is_in_component)], _BY_PERSON))
        return {}
    return {"is_in_component": said, "component_source": Source.IMPORTED.value}
