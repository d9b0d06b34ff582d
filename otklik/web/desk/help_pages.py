"""Help at the desk: how to mend what a page loses points by."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.help_topics import TOPICS


@desk_page(right=Right.SEE_PAGES)
def help_page(request: DeskRequest, topic: str) -> HttpResponse:
    """One topic, with the others beside it."""
    if topic not in TOPICS:
        raise Http404(topic)
    return render(request, "desk/help.html", {"topic": TOPICS[topic], "code": topic, "topics": TOPICS})
