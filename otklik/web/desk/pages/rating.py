"""The rating of pages: how well each is kept, what it loses points by, and what to mend first."""

from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from otklik.organizations.rights import Right
from otklik.pages.methodologies import Held, list_held
from otklik.pages.public_selectors import list_networks, network_in
from otklik.pages.rating import Cursor, RatingOrder, RatingQuery, count_colours, kept_pages, list_rating, list_spheres
from otklik.pages.scoring import Colour
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.chips import Chip, Choice, chip
from otklik.web.desk.marks import CHECK_STATES, COLOURS

_FILTERS = ("by", "order", "colour", "network", "sphere", "objected", "q")
_ORDERS = {
    RatingOrder.WORST: gettext_noop("The worst first"),
    RatingOrder.CHANGED: gettext_noop("The changed first"),
    RatingOrder.BEST: gettext_noop("The best first"),
}


@desk_page(right=Right.SEE_PAGES)
def rating(request: DeskRequest) -> HttpResponse:
    """The pages that this person sees, the worst first."""
    held, methodology = methodologies_for(request)
    scope, query = request.viewer.scope(Right.SEE_PAGES), query_of(request.GET)
    listed = list_rating(scope, methodology, query)
    context: dict[str, object] = {"rows": listed.rows, "more": _more(request.GET, listed.next), "by": methodology.code}
    if wants_fragment(request) and query.after:
        return render(request, "desk/rating.html#rows", context)
    counts = count_colours(scope, methodology, query)
    context |= {
        "methodology": methodology,
        "tabs": _tabs(request.GET, held, methodology),
        "colours": _colours(request.GET, counts),
        "chips": _chips(request.GET, list_spheres(scope, methodology)),
        "count": sum(counts.values()),
        "query": query,
        "is_filtered": any(request.GET.get(name) for name in _FILTERS[1:]),
        "kept": [(name, request.GET[name]) for name in _FILTERS[:-1] if request.GET.get(name)],
        "may_decide": request.viewer.may_anywhere(Right.EDIT_RULES),
        "check_marks": CHECK_STATES.values(),
        "objected": _address(request.GET, objected="1"),
    }
    return render(request, "desk/rating.html", context)


@desk_page(right=Right.SEE_PAGES)
def mend(request: DeskRequest) -> HttpResponse:
    """What to mend on the pages that this person keeps, page by page, the worst first."""
    held, methodology = methodologies_for(request)
    query = RatingQuery(is_losing=True, after=Cursor.find_in(request.GET.get("after", "")))
    listed = list_rating(kept_pages(request.viewer), methodology, query, at_most=20)
    context: dict[str, object] = {"rows": listed.rows, "more": _more(request.GET, listed.next), "by": methodology.code}
    if wants_fragment(request) and query.after:
        return render(request, "desk/mend.html#rows", context)
    return render(request, "desk/mend.html", context | {"tabs": _tabs(request.GET, held, methodology)})


def methodologies_for(request: DeskRequest) -> tuple[list[Held], Held]:
    """Those that hold today, and the one that the address asks for. Raises NotSeen where there is none."""
    held = list_held(on=timezone.localdate(request.now))
    return held, next((one for one in held if one.code == request.GET.get("by")), held[0])


def query_of(values: QueryDict) -> RatingQuery:
    """What the page's address asks for; nonsense in it is left out."""
    order, colour = values.get("order", ""), values.get("colour", "")
    return RatingQuery(
        order=RatingOrder(order) if order in list(RatingOrder) else RatingOrder.WORST,
        network=network_in(values.get("network", "")),
        sphere=_words(values, "sphere"),
        colour=Colour(colour) if colour in list(Colour) else None,
        text=_words(values, "q"),
        is_objected=values.get("objected") == "1",
        after=Cursor.find_in(values.get("after", "")),
    )


def _words(values: QueryDict, name: str) -> str:
    return values.get(name, "")[:200].replace("\x00", "")


def _tabs(values: QueryDict, held: list[Held], chosen: Held) -> list[Choice]:
    return [Choice(_(one.name), _address(values, by=one.code), one.id == chosen.id) for one in held]


def _colours(values: QueryDict, counts: dict[Colour, int]) -> list[tuple[Colour, int, Choice]]:
    """Each colour with its count and the way to see only it, or all again."""
    chosen = values.get("colour", "")
    return [
        (
            colour,
            count,
            Choice(
                word=_(COLOURS[colour].word),
                address=_address(values, colour="" if chosen == colour else colour.value),
                is_current=chosen == colour,
            ),
        )
        for colour, count in counts.items()
    ]


def _chips(values: QueryDict, spheres: list[str]) -> list[Chip]:
    networks = [(look.name, look.short_name) for look in list_networks()]
    orders = [(order.value, _(words)) for order, words in _ORDERS.items()]
    return [
        _chip(values, "order", _("Order"), orders),
        _chip(values, "network", _("Network"), networks),
        _chip(values, "sphere", _("Sphere"), [(sphere, sphere) for sphere in spheres]),
    ]


def _chip(values: QueryDict, field: str, name: str, choices: list[tuple[str, str]]) -> Chip:
    return chip(
        name,
        choices,
        chosen=values.get(field, ""),
        address_with=lambda value: _address(values, **{field: value}),
    )


def _more(values: QueryDict, after: Cursor | None) -> str:
    return _address(values, after=str(after)) if after else ""


def _address(values: QueryDict, **changed: str) -> str:
    """The list's address with some values changed; paging starts anew."""
    kept = {name: values[name] for name in _FILTERS if values.get(name)} | changed
    return "?" + urlencode({name: value for name, value in kept.items() if value})
