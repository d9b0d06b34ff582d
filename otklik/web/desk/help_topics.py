"""Help on what pages lose points by: why it matters, what to do, step by step, and what then happens here."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from otklik.organizations.rights import Right
from otklik.shared.words import marked as _
from otklik.web.access import DeskRequest, desk_page


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of help."""

    title: str
    why: str
    steps: tuple[str, ...]
    afterwards: str


_SEEN_AT_NIGHT = _("The next check, at night, sees it by itself.")

_ENTERED = _("No network tells of it: enter it in the page's card, and the next check, at night, counts it.")

TOPICS = {
    "badge": Topic(
        title=_("How to get the badge of a government organization"),
        why=_("It tells residents that the page is genuine, and lifts it above look-alikes in the network's search."),
        steps=(
            _("Find out who administers the organization on Gosuslugi; have the page's administrator added there."),
            _("In the settings of the page, open what the network calls confirmation of a government organization."),
            _("Sign in through Gosuslugi as the organization, not as a private person, and choose the page."),
            _("Fill in the full name and the number of the organization; they must match the state register."),
        ),
        afterwards=_("Where the network tells of the badge, the next check sees it; else note it in the page's card."),
    ),
    "two-factor": Topic(
        title=_("How to protect the administrators' accounts"),
        why=_("A stolen account of one administrator is a stolen page: false news appears in the name of the body."),
        steps=(
            _("Each administrator opens the security settings of their own account in the network."),
            _("They switch on confirmation of signing in: by an application or a key rather than by text message."),
            _("They print the spare codes and keep them where the phone is not."),
            _("Whoever has left the organization stops being an administrator of the page today."),
        ),
        afterwards=_ENTERED,
    ),
    "widgets": Topic(
        title=_("How to put the widgets of the federal platform on the page"),
        why=_("Through them a resident reports a problem or gives an opinion without leaving the page."),
        steps=(
            _("Ask whoever administers your organization in the federal platform (POS) for the two applications."),
            _("In the settings of the page add both: «Report a problem» and «Give an opinion»."),
            _("Place them where they are seen at once, under the description, and name the buttons in plain words."),
            _("Send a trial message through each, and see that it arrives."),
        ),
        afterwards=_ENTERED,
    ),
    "component": Topic(
        title=_("How to connect the page to the component «Gospabliki»"),
        why=_("Messages to the page come into the federal platform, and its answers count there."),
        steps=(
            _("Whoever administers your organization in the federal platform opens the component «Gospabliki»."),
            _("They add the page by its address."),
            _("An administrator of the page, signed in to the network, allows the access that is asked for."),
            _("Write a trial comment under a post, and see that it arrives in the platform."),
        ),
        afterwards=_ENTERED,
    ),
    "description": Topic(
        title=_("What belongs in the description of the page"),
        why=_("It is what a resident reads first: whose page it is, what it answers, and where to go or call."),
        steps=(
            _("The full name of the organization and what residents call it."),
            _("The address, the phone with its area code, the hours when people are received."),
            _("The official site, and what the organization is responsible for, in one sentence."),
            _("When you answer: «on weekdays from 8 to 17, within a working day»."),
        ),
        afterwards=_SEEN_AT_NIGHT,
    ),
    "cover": Topic(
        title=_("How to make a cover"),
        why=_("A page without a cover looks abandoned, or like a fake."),
        steps=(
            _("Take a wide photo of your place or work, in good light, without faces of children."),
            _("Write on it no more than the name; keep words away from the edges: phones cut them off."),
            _("Upload it in the settings of the page in the size that the network names, then look at it on a phone."),
        ),
        afterwards=_SEEN_AT_NIGHT,
    ),
    "reach": Topic(
        title=_("How to be seen by more of your subscribers"),
        why=_("The network shows a page to those who read it and talk with it, not to those made to like it."),
        steps=(
            _("Answer comments on the same day: an answered thread is shown further."),
            _("Write of what changes for people nearby: which street, from which day, until what hour."),
            _("Add your own photo or a short video; a reposted order is read by nobody."),
            _("Look in the statistics when your subscribers read, and post then."),
            _("Never make staff put likes: it is seen, and it earns nothing here."),
        ),
        afterwards=_("The reach is that of the last seven days: a change shows within a week."),
    ),
}


@desk_page(right=Right.SEE_PAGES)
def help_page(request: DeskRequest, topic: str) -> HttpResponse:
    """One topic, with the others beside it."""
    if topic not in TOPICS:
        raise Http404(topic)
    return render(request, "desk/help.html", {"topic": TOPICS[topic], "code": topic, "topics": TOPICS})
