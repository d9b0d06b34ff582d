"""The form of a page's entry: a new one, and the changing of a known one."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from otklik.organizations.body_view import access_body_at_work
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.rights import Right
from otklik.pages.editing import Entry, add_page, edit_page
from otklik.pages.entry import PageEntry, access_entry, list_officers
from otklik.pages.public_selectors import list_networks
from otklik.pages.selectors import access_page
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import body_field, read_body
from otklik.web.desk.forms import find_day, find_id
from otklik.web.desk.pages.page_marks import CATEGORIES


@desk_page(right=Right.EDIT_PAGES)
def new(request: DeskRequest) -> HttpResponse:
    """Enter a page by hand; it needs no token."""
    if request.method != "POST":
        return _form(request, typed=request.GET)
    values = request.POST
    try:
        body_id = read_body(request.viewer, Right.EDIT_PAGES, values.get("body_id", "").replace("\x00", ""))
        if body_id is None:
            raise UnfitEntry(_("No body is chosen."), field="body_id", mend=_("Choose one from the list."))
        owner = access_body_at_work(request.viewer, body_id, right=Right.EDIT_PAGES)
        network = values.get("network", "")
        made = add_page(owner, entry_of(values), network=network, by=request.viewer, now=request.now)
    except NotSeen:
        raise
    except OtklikError as refused:
        return _form(request, typed=values, refused=refused, status=422)
    messages.success(request, _("The page stands in the register. Prove now that it is the body's own."))
    return redirect("desk:page", made.id)


@desk_page(right=Right.EDIT_PAGES)
def edit(request: DeskRequest, page_id: int) -> HttpResponse:
    """Change the entry of a page."""
    official = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    card = access_entry(request.viewer, page_id, now=request.now)
    if request.method != "POST":
        return _form(request, card=card, typed=_typed(card))
    try:
        edit_page(official, entry_of(request.POST), by=request.viewer, now=request.now)
    except OtklikError as refused:
        return _form(request, card=card, typed=request.POST, refused=refused, status=422)
    messages.success(request, _("The entry is saved."))
    return redirect("desk:page", page_id)


def entry_of(values: QueryDict) -> Entry:
    """What the form says."""
    text = {name: values.get(name, "").replace("\x00", "").strip() for name in values}
    return Entry(
        name=text.get("name", ""),
        url=text.get("url", ""),
        external_id=text.get("external_id", ""),
        category=text.get("category", ""),
        officer_id=find_id(text.get("officer_id", ""), field="officer_id"),
        officer_name=text.get("officer_name", ""),
        officer_post=text.get("officer_post", ""),
        order_number=text.get("order_number", ""),
        order_on=find_day(text.get("order_on", "")),
        administrators=tuple(
            name.strip() for name in text.get("administrators", "").splitlines() if name.strip()
        ),
    )  # fmt: skip


def _typed(card: PageEntry) -> dict[str, object]:
    """The entry as the form shows it."""
    is_staff = card.officer_id is not None
    return {
        "name": card.row.name,
        "url": card.row.url,
        "external_id": card.external_id,
        "category": card.category,
        "officer_id": str(card.officer_id or ""),
        "officer_name": "" if is_staff else card.officer,
        "officer_post": "" if is_staff else card.officer_post,
        "order_number": card.order_number,
        "order_on": card.order_on.isoformat() if card.order_on else "",
        "administrators": "\n".join(card.administrators),
    }


def _body_typed(typed: Mapping[str, object]) -> str:
    """What names the body: the form, or the address that led to it."""
    return str(typed.get("body_id") or typed.get("body") or "")


def _form(
    request: DeskRequest,
    *,
    typed: Mapping[str, object],
    card: PageEntry | None = None,
    refused: OtklikError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "card": card,
        "bodies": None if card else body_field(request.viewer, Right.EDIT_PAGES, typed=_body_typed(typed)),
        "networks": list_networks(),
        "categories": [(value, _(word)) for value, word in CATEGORIES.items()],
        "officers": list_officers(card.body_id) if card else [],
        "typed": typed,
        "wrong": refused.say(_) if refused else "",
        "field": getattr(refused, "field", ""),
    }
    return render(request, "desk/page_entry.html", context, status=status)
