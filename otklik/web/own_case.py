"""The private page of a case: for whoever has the link that the sender got, without an account."""

from collections.abc import Callable, Sequence
from datetime import UTC, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.intake.accept_act import MOST_PHOTOS
from otklik.intake.acts import find_act_number
from otklik.intake.gate import Way, issue_stamp, may_bring, weigh_sender
from otklik.intake.letters import confirm_email
from otklik.intake.own_talk import End, accept_further, find_end
from otklik.publication.own_case import (
    ask_to_erase_own,
    find_own_case,
    is_kept_for_objection,
    mail_own_link,
    open_own_verdict,
    withdraw_own,
)
from otklik.shared import clock
from otklik.shared.errors import OtklikError
from otklik.web.door import address_of
from otklik.web.kept_files import keep_one, kept_of, show_kept, sign_kept
from otklik.web.portal.promised import KIND, calendar_text, write_calendar
from otklik.web.portal.words import deferral_words, network_name, state_mark
from otklik.web.uploads import keep_media

_JUST_NOW: Final = timedelta(minutes=10)
"""So long a page says «accepted»: whoever keeps its address comes to the case later, and loses no draft by it."""

_DIGITS: Final = 4
"""Of how many messages a form may tell that it knows."""


@never_cache
@csrf_exempt  # the secret in the address is the right; no cookie adds to it
@require_http_methods(["GET", "POST"])
def own_case(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """What was asked and answered, when, by whom; and a place to write on."""
    if request.method != "POST":
        return _show(request, number, token)
    now, address = clock.now(), address_of(request)
    if find_act_number(number, token) is None:
        return _show(request, number, token)
    if weigh_sender(address, request.headers.get("User-Agent", ""), now=now) is Way.SHUT:
        wrong = _("Too many messages come from your network just now. Wait a minute and press «send» again.")
        kept = kept_of(request, at_most=MOST_PHOTOS)
        return _show(request, number, token, wrong=wrong, kept=kept, status=429)
    kept = kept_of(request, at_most=MOST_PHOTOS)
    if not all(may_bring(address, now=now) for _one in request.FILES.getlist("photos")):
        wrong = _("Too many photos come from your network just now. Wait a minute and attach them again.")
        return _show(request, number, token, wrong=wrong, at="photos", kept=kept, status=429)
    came, refused_files = keep_media(request, keep_one, at_most=MOST_PHOTOS)
    kept = list(dict.fromkeys([*kept, *came]))
    if refused_files:
        wrong = " ".join(one.say(_) for one in refused_files)
        return _show(request, number, token, wrong=wrong, at="photos", kept=kept, status=422)
    try:
        text, seen = request.POST.get("text", ""), _seen_by(request)
        was_taken = accept_further(number, token, text, photos=kept, seen=seen, sender=address, now=now)
    except OtklikError as refused:
        at = getattr(refused, "field", "text")
        return _show(request, number, token, wrong=refused.say(_), at=at, kept=kept, status=422)
    return redirect(f"{reverse('own_case', args=[number, token])}#said") if was_taken else _show(request, number, token)


@never_cache
@csrf_exempt
@require_POST
def judge(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """To the page where the author says whether it is solved; that link is made now and works once."""
    link = open_own_verdict(number, token, now=clock.now())
    if link is None:
        return redirect("own_case", number, token)
    return redirect(link)


@never_cache
@csrf_exempt
@require_POST
def mail_link(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """The private link by mail, so that it is not lost."""
    email = request.POST.get("email", "").replace("\0", "")
    try:
        is_there = mail_own_link(number, token, email, sender=address_of(request), now=clock.now())
    except OtklikError as refused:
        return _show(request, number, token, wrong=refused.say(_), at="email", status=422)
    page = reverse("own_case", args=[number, token])
    return redirect(f"{page}?mailed=1#mailed" if is_there else page)


@never_cache
@require_safe
def until(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """The moment by which the answer is due, for a calendar."""
    shown = find_own_case(number, token)
    if shown is None or shown.expected is None or shown.expected.answer_by is None:
        raise Http404(_("Nothing is due here."))
    at, moment = shown.expected.answer_by.astimezone(UTC), "%Y%m%dT%H%M%SZ"
    name = _("The answer to message No. {number}").format(number=number)
    link = f"{settings.OTKLIK_SITE_URL}{reverse('own_case', args=[number, token])}"
    event = [
        "BEGIN:VEVENT",
        f"UID:own-{number}@{urlsplit(settings.OTKLIK_SITE_URL).hostname}",
        f"DTSTAMP:{clock.now().astimezone(UTC):{moment}}",
        f"DTSTART:{at:{moment}}",
        f"SUMMARY:{calendar_text(name)}",
        f"DESCRIPTION:{calendar_text(shown.expected.body)}",
        f"URL:{link}",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]
    answer = HttpResponse(write_calendar([event], name=name), KIND)
    answer["Content-Disposition"] = f'attachment; filename="answer-{number}.ics"'
    return answer


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """Taking the message back: asks once."""
    return _ask(request, number, token, template="portal/own_withdraw.html", do=_withdraw)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """Erasing everything that the author told us: asks once, and says what stays."""
    return _ask(request, number, token, template="portal/own_erase.html", do=_erase)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def confirm_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: a button, so that programs that look into letters confirm nothing."""
    if request.method == "POST":
        if not confirm_email(token, now=clock.now()):
            raise Http404(_("This link leads nowhere."))
        return render(request, "portal/mail_confirmed.html", {"is_done": True})
    return render(request, "portal/mail_confirmed.html", {"is_done": False})


def _seen_by(request: HttpRequest) -> int | None:
    """How many messages stood on the page when the form was drawn."""
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() and len(told) <= _DIGITS else None


def _withdraw(number: int, token: str) -> None:
    withdraw_own(number, token, now=clock.now())


def _erase(number: int, token: str) -> None:
    ask_to_erase_own(number, token, now=clock.now())


def _ask(
    request: HttpRequest, number: int, token: str, *, template: str, do: Callable[[int, str], None]
) -> HttpResponse:
    shown = find_own_case(number, token)
    if shown is None or (template.endswith("withdraw.html") and not shown.can_withdraw):
        return redirect("own_case", number, token)
    if request.method == "POST":
        do(number, token)
        return redirect("own_case", number, token)
    return render(request, template, {"shown": shown, "token": token})


def _show(
    request: HttpRequest,
    number: int,
    token: str,
    *,
    wrong: str = "",
    at: str = "text",
    kept: Sequence[int] = (),
    status: int = 200,
) -> HttpResponse:
    """`at`: the field that is wrong; `kept`: files that came and are not sent yet."""
    shown = find_own_case(number, token)
    if shown is None:
        return _show_end(request, number, token)
    photos = show_kept(kept)
    context = {
        "shown": shown,
        "state": state_mark(shown.state),
        "deferral": deferral_words(shown.waits_for, shown.waits_until),
        "token": token,
        "is_new": "sent" in request.GET and clock.now() < shown.sent_at + _JUST_NOW,
        "is_mailed": "mailed" in request.GET,
        "now": clock.now(),
        "wants_talk": "talk" in request.GET and not shown.talk_network,
        "talk_network": network_name(shown.talk_network) if shown.talk_network else "",
        "link": f"{settings.OTKLIK_SITE_URL}{reverse('own_case', args=[number, token])}",
        "wrong": wrong,
        "at": at if wrong else "",
        "photos": photos,
        "kept": sign_kept([one.id for one in photos]),
        "typed": request.POST.get("text", ""),
        "typed_email": request.POST.get("email", ""),
        "seen": request.POST.get("seen", "") if wrong else str(len(shown.wrote)),
        "most_photos": MOST_PHOTOS,
        "most_minutes": settings.OTKLIK_VIDEO_MAX_MINUTES,
        "upload_stamp": issue_stamp().signed,
    }
    return render(request, "portal/own_case.html", context, status=status)


def _show_end(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """Nothing is left but that it was erased."""
    end = find_end(number, token)
    if end is None:
        raise Http404(_("This link leads nowhere."))
    is_done = end is End.ERASED
    context = {"number": number, "is_done": is_done, "is_kept": is_done and is_kept_for_objection(number)}
    return render(request, "portal/own_erased.html", context)
