"""Writing down a message that came by phone, on a visit or from elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.answers.results.calling_back import answer_by_phone
from otklik.appeals.calls import find_open_cases
from otklik.appeals.services import TypedIn, type_in_case
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.topics.selectors import list_topics
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import body_field, read_body
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.forms import find_id, version_of
from otklik.web.desk.marks import CHANNELS, IMPORTANCE_NAMES, TYPED_CHANNELS


@desk_page(right=Right.TYPE_IN_CASE)
def new(request: DeskRequest) -> HttpResponse:
    """The form of a new case; its clocks start when it is saved."""
    if request.method != "POST":
        return _form(request)
    try:
        number = type_in_case(_entry(request), by=request.viewer, now=request.now)
    except OtklikError as refused:
        return _form(request, refused=refused, status=422)
    messages.success(request, _("Case No. %(number)s is open.") % {"number": number})
    return redirect("desk:case", number=number)


@desk_page(right=Right.TYPE_IN_CASE)
def known(request: DeskRequest) -> HttpResponse:
    """Open cases that a caller may mean, while it is typed who calls or about what street."""
    text = request.GET.get("q", "").replace("\x00", "")
    context = {"cases": find_open_cases(request.viewer, text), "asked": text.strip(), "now": request.now}
    return render(request, "desk/parts/known_cases.html", context)


@require_POST
@desk_page(right=Right.SEE_CASES)
def called(request: DeskRequest, number: int) -> HttpResponse:
    """The resident was called back: what was said is the answer."""
    text, version = request.POST.get("text", ""), version_of(request.POST)
    return perform(
        request,
        number,
        at="called",
        act=lambda: answer_by_phone(number, text=text, by=request.viewer, version=version, now=request.now),
    )


def _entry(request: DeskRequest) -> TypedIn:
    values = request.POST
    channel = values.get("channel", "")
    return TypedIn(
        body_id=read_body(request.viewer, Right.TYPE_IN_CASE, values.get("body_id", "").replace("\x00", "")) or 0,
        channel=channel if channel in TYPED_CHANNELS else TYPED_CHANNELS[0],
        text=values.get("text", "").replace("\x00", ""),
        author_name=values.get("author_name", ""),
        url=values.get("url", "").strip(),
        topic_id=find_id(values.get("topic_id", ""), field="topic_id"),
        address=values.get("address", ""),
        importance=values.get("importance", ""),
        phone=values.get("phone", "").replace("\x00", "")[:40],
    )


def _form(request: DeskRequest, *, refused: OtklikError | None = None, status: int = 200) -> HttpResponse:
    context = {
        "bodies": body_field(request.viewer, Right.TYPE_IN_CASE, typed=request.POST.get("body_id", "")),
        "topics": list_topics(),
        "channels": [(channel, gettext(CHANNELS[channel])) for channel in TYPED_CHANNELS],
        "importances": [(value, gettext(name)) for value, name in IMPORTANCE_NAMES.items()],
        "typed": request.POST,
        "wrong": refused.say(gettext) if refused else "",
        "field": getattr(refused, "field", ""),
    }
    return render(request, "desk/new.html", context, status=status)
