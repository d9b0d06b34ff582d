"""What belongs to the person at the desk: language, and the ticket for live changes."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from otklik.organizations.rights import Right
from otklik.organizations.services import set_language
from otklik.organizations.tickets import make_ticket
from otklik.web.access import DeskRequest, desk_page
from otklik.web.looks import way_back

_NAMES = {
    "inbox": "inbox case verdict_link bulk bulk_preview bulk_run bulk_runs views",
    "tasks": "tasks tell_from_task",
    "overview": "overview cases_behind formal reports report report_file",
    "new": "new case_import case_import_card",
    "pages": "pages page new_page edit_page absent exempt required connections connection fakes register_import"
    " register_card",
    "alarms": "alarms",
    "audit": "audit audit_csv audit_verify",
    "notices": "notices notice_wishes connect_messenger",
    "objections": "objections evidence moderation_report moderation_sample",
    "publication": "publication publication_photos publication_rules public_copy",
    "moderation": "moderation moderate moderate_many many_decided moderation_rules bans",
    "rating": "rating page_check mend help",
    "triage": "triage",
    "routing": "routing new_route edit_route",
    "texts": "ready_texts approval_rules macros tags",
    "approval": "approval_queue",
    "bodies": "bodies body new_body edit_body move_body merge_body close_body reopen_body territories"
    " deadline_policies warning_rules",
    "staff": "staff staff_card staff_gaps staff_bodies invite sign_in_rules duty staff_bots",
}

SECTIONS = {f"desk:{name}": section for section, names in _NAMES.items() for name in names.split()}


@require_POST
@desk_page()
def language(request: DeskRequest) -> HttpResponse:
    """Work in another language from now on."""
    chosen = request.POST.get("language", "")
    response = redirect(way_back(request, otherwise=reverse("desk:inbox")))
    if chosen in dict(settings.LANGUAGES):
        set_language(request.viewer.staff_id, language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_GET
@desk_page(right=Right.SEE_CASES)
def live_ticket(request: DeskRequest) -> JsonResponse:
    """A ticket of five minutes with which the browser hears of changes, and where to take it."""
    ticket = make_ticket(request.viewer.staff_id, request.viewer.scope(Right.SEE_CASES), now=request.now)
    return JsonResponse({"url": f"{settings.OTKLIK_EDGE_URL}/live/?{urlencode({'ticket': ticket})}"})


@desk_page()
def not_yours(request: DeskRequest) -> HttpResponse:
    """For a person without any post today."""
    return render(request, "desk/not_yours.html", status=403)
