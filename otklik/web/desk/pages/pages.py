"""The register of official pages: as a table or as cards; what needs a person comes first."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from otklik.organizations.rights import Right, Scope
from otklik.pages.absent import count_absent
from otklik.pages.listing import Cursor
from otklik.pages.public_selectors import list_networks, network_in
from otklik.pages.register import (
    BadgeKnown,
    Lack,
    RegisterQuery,
    count_register,
    find_body_name,
    list_register,
    list_spheres,
)
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.chips import Chip, chip
from otklik.web.desk.pages.page_marks import BADGES, CATEGORIES, LACKS, STANDINGS

_FILTERS = ("network", "category", "sphere", "badge", "proof", "lack", "retired", "body", "q")
_LOOK = "view"


@desk_page(right=Right.SEE_PAGES)
def pages(request: DeskRequest) -> HttpResponse:
    """The pages that this person sees: lost proofs, ending tokens and overdue entries first."""
    viewer, query = request.viewer, query_of(request.GET)
    scope = viewer.scope(Right.SEE_PAGES)
    listed = list_register(scope, query, now=request.now)
    context: dict[str, object] = {
        "rows": listed.rows,
        "more": _address(request.GET, after=str(listed.next)) if listed.next else "",
        "is_cards": request.GET.get(_LOOK) == "cards",
        "now": request.now,
    }
    if wants_fragment(request) and query.after:
        return render(request, "desk/pages.html#rows", context)
    context |= {
        "at": "cards" if context["is_cards"] else "table",
        "counts": count_register(scope, query, now=request.now),
        "absent_count": count_absent(scope, now=request.now),
        "chips": [*_chips(request.GET, scope), *_body_chip(request.GET, query, scope)],
        "is_filtered": any(request.GET.get(name) for name in _FILTERS),
        "query": query,
        "kept": [(name, request.GET[name]) for name in (*_FILTERS[:-1], _LOOK) if request.GET.get(name)],
        "overdue_address": _address(request.GET, lack=Lack.OVERDUE),
        "expiring_address": _address(request.GET, lack=Lack.EXPIRING),
        "lost_address": _address(request.GET, proof="lost"),
        "table_address": _address(request.GET, view="") or "?",
        "cards_address": _address(request.GET, view="cards"),
        "can_add": viewer.may_anywhere(Right.EDIT_PAGES),
    }
    return render(request, "desk/pages.html", context)


def query_of(values: QueryDict) -> RegisterQuery:
    """What the page's address asks for; nonsense in it is left out."""
    body, badge, lack = values.get("body", ""), values.get("badge", ""), values.get("lack", "")
    return RegisterQuery(
        network=network_in(values.get("network", "")),
        category=_one_of(values.get("category", ""), CATEGORIES),
        sphere=values.get("sphere", "")[:60].replace("\x00", ""),
        body_id=int(body) if body.isdecimal() and len(body) <= 18 else None,
        badge=BadgeKnown(badge) if badge in list(BadgeKnown) else None,
        standing=_one_of(values.get("proof", ""), STANDINGS),
        lack=Lack(lack) if lack in list(Lack) else None,
        is_retired=values.get("retired") == "yes",
        text=values.get("q", "")[:200].replace("\x00", ""),
        after=Cursor.find_in(values.get("after", "")),
    )


def _one_of(value: str, words: Mapping[str, object]) -> str:
    return value if value in words else ""


def _chips(values: QueryDict, scope: Scope) -> list[Chip]:
    networks = [(look.name, look.short_name) for look in list_networks()]
    named = [
        ("network", _("Network"), networks),
        ("category", _("Category"), [(value, _(word)) for value, word in CATEGORIES.items()]),
        ("sphere", _("Sphere"), [(sphere, sphere) for sphere in list_spheres(scope)]),
        ("badge", _("Badge"), [(known.value, _(mark.word)) for known, mark in BADGES.items()]),
        ("proof", _("Proof"), [(value, _(mark.word)) for value, mark in STANDINGS.items()]),
        ("lack", _("What is missing"), [(lack.value, _(word)) for lack, word in LACKS.items()]),
        ("retired", _("Retired"), [("yes", _("Retired"))]),
    ]
    return [
        chip(name, choices, chosen=values.get(field, ""), address_with=_with(values, field))
        for field, name, choices in named
    ]


def _body_chip(values: QueryDict, query: RegisterQuery, scope: Scope) -> list[Chip]:
    """Bodies are too many for a menu: one is chosen by a link or by searching, and taken away here."""
    if query.body_id is None:
        return []
    name = find_body_name(scope, query.body_id)
    chosen = str(query.body_id)
    return [chip(_("Body"), [(chosen, name)], chosen=chosen, address_with=_with(values, "body"))] if name else []


def _with(values: QueryDict, field: str) -> Callable[[str], str]:
    """The list's address with a value of one filter."""
    return lambda value: _address(values, **{field: value})


def _address(values: QueryDict, **changed: str) -> str:
    """The list's address with some values changed; paging starts anew."""
    kept = {name: values[name] for name in (*_FILTERS, _LOOK) if values.get(name)} | changed
    return "?" + urlencode({name: value for name, value in kept.items() if value})
