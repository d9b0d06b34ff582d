"""`GET requests`, `GET requests/<id>`, `POST requests`, `GET tokens/<token>`."""

from collections.abc import Sequence
from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from otklik.integrations.open311.offered import OTHER, find_offer
from otklik.integrations.open311.published import find_published, is_closed, list_requests, written_at
from otklik.integrations.open311.sending import LONGEST_WORD, Report, accept_report, find_by_number, find_by_token
from otklik.publication.published.photos import first_photos
from otklik.publication.published.selectors import PublicCase
from otklik.shared import clock
from otklik.web.api.public.open311.answering import Items, NotAnswered, answer, georeport
from otklik.web.api.public.open311.reading import holder_of, read_asked, read_point


@georeport("GET", "POST")
def requests(request: HttpRequest, *, form: str) -> HttpResponse:
    """Published cases; or a report of a resident."""
    return _send(request, form) if request.method == "POST" else _list(request, form)


def _list(request: HttpRequest, form: str) -> HttpResponse:
    now = clock.now()
    holder_of(request, now=now)
    asked = read_asked(request.GET, now=now)
    rows, has_more = list_requests(asked)
    told = answer(form, "service_requests", Items("request", _told(rows)))
    if has_more:
        values = request.GET.copy()
        values.pop("api_key", None)
        values["page"] = str(asked.page + 1)
        address = _address("open311:requests", form)
        told["Link"] = f'<{address}?{values.urlencode()}>; rel="next"'
    return told


@never_cache
@georeport("GET")
def one_request(request: HttpRequest, *, form: str, number: str) -> HttpResponse:
    """A published case; what is not published, only to the key that sent it, and only its state."""
    holder = holder_of(request, now=clock.now())
    found = find_published(number)
    sent = find_by_number(number, by=holder) if holder and found is None else None
    if sent is not None and sent.is_published:
        found = find_published(sent.number)
    if found is not None:
        return answer(form, "service_requests", Items("request", _told([found])))
    if sent is None:
        raise NotAnswered(404, _("service_request_id was not found."))
    told = {"service_request_id": sent.number, "status": _status(is_over=sent.is_closed)}
    return answer(form, "service_requests", Items("request", [told]))


@never_cache
@georeport("GET")
def token(request: HttpRequest, *, form: str, token: str) -> HttpResponse:
    """The number behind a token: the public one; before that, only to the key that sent it, the one to ask by."""
    holder = holder_of(request, now=clock.now())
    sent = find_by_token(token)
    if sent is None:
        raise NotAnswered(404, _("token was not found."))
    is_own = holder is not None and find_by_number(sent.own_number, by=holder) is not None
    number = sent.number if sent.is_published or is_own else None
    return answer(form, "service_requests", Items("request", [{"service_request_id": number, "token": token}]))


def _send(request: HttpRequest, form: str) -> HttpResponse:
    now, values = clock.now(), request.POST
    holder = holder_of(request, now=now)
    if holder is None:
        raise NotAnswered(403, _("Sending needs an api_key: staff issue it in the desk."))
    if any(values.get(name, "").strip() for name in ("media_url", "media")) or request.FILES:
        raise NotAnswered(
            400, _("Pictures are not taken here: nothing is fetched from elsewhere. Send the words without them.")
        )
    code = values.get("service_code", "").strip()
    if not code:
        raise NotAnswered(400, _("service_code is missing."))
    offer = find_offer(code)
    if offer is None:
        raise NotAnswered(404, _("service_code was not found."))
    word = request.headers.get("Idempotency-Key", "").strip()
    if len(word) > LONGEST_WORD:
        raise NotAnswered(400, _("Idempotency-Key has %(most)s characters at most.") % {"most": LONGEST_WORD})
    report = Report(
        offer=offer,
        description=values.get("description", ""),
        address=values.get("address_string", ""),
        point=read_point(values),
        email=values.get("email", ""),
        attributes={one.code: values.get(f"attribute[{one.code}]", "") for one in offer.attributes if one.is_variable},
        language=translation.get_language() or "ru",
        word=word,
    )
    told = {
        "token": accept_report(report, by=holder, now=now),
        "service_notice": _("This is no official appeal under 59-FZ. How to send one: %(where)s")
        % {"where": _address("portal:official")},
        "account_id": None,
    }
    return answer(form, "service_requests", Items("request", [told]))


def _told(cases: Sequence[PublicCase]) -> list[dict[str, object]]:
    photos = first_photos([case.number for case in cases])
    return [_case_told(case, photo=photos.get(case.number, "")) for case in cases]


def _case_told(case: PublicCase, *, photo: str) -> dict[str, object]:
    due = datetime.combine(case.waits_until, time()) if case.waits_until else None
    return {
        "service_request_id": case.number,
        "status": _status(is_over=is_closed(case.state)),
        "status_notes": case.answer or None,
        "service_name": case.topic or _("Something else"),
        "service_code": case.topic_code or case.group_code or OTHER,
        "description": case.text,
        "agency_responsible": case.body_name,
        "service_notice": None,
        "requested_datetime": written_at(case).isoformat(),
        "updated_datetime": timezone.localtime(case.changed_at).isoformat("T", "seconds") if case.changed_at else None,
        "expected_datetime": timezone.make_aware(due).isoformat() if due else None,
        "address": ", ".join(filter(None, (case.town, case.street))) or None,
        "address_id": None,
        "zipcode": None,
        "lat": case.latitude,
        "long": case.longitude,
        "media_url": _address("portal:photo", photo) if photo else None,
    }


def _address(name: str, *parts: str) -> str:
    return settings.OTKLIK_SITE_URL.rstrip("/") + reverse(name, args=parts)


def _status(*, is_over: bool) -> str:
    return "closed" if is_over else "open"
