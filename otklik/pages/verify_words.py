"""What `verify` found, in words for somebody who wants to know whether to trust a page."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from otklik.pages.public_selectors import look_of
from otklik.pages.verify import Verification, Why

_WORDS = {
    Why.REGISTERED: _("This is an official page of %(body)s: it stands in the register."),
    Why.FORMER_ADDRESS: _(
        "This is the former address of an official page of %(body)s. The page was renamed and now stands at %(url)s: "
        "open it there, for others may take a former address."
    ),
    Why.NAME_ONLY: _(
        "In %(network)s this is the name of an official page of %(body)s: %(url)s. In another network the same name "
        "may be somebody else's, so compare the whole address."
    ),
    Why.CLOSED: _(
        "This was an official page of %(body)s and is one no more. What is written there now does not come from the "
        "body."
    ),
    Why.FAKE: _("This page only passes itself off as one of %(body)s: we compared them. The real one is %(url)s."),
    Why.LOOKALIKE: _(
        "The address imitates that of an official page of %(body)s: a letter or digit in it only looks like the right "
        "one. The real one is %(url)s."
    ),
    Why.IMITATED_HOST: _("The address is made to look like %(host)s, but it leads to another site."),
    Why.IMPOSSIBLE: _(
        "No page can have this address: some of its letters only look like those that the network allows."
    ),
    Why.PERSON: _(
        "This is a person's own page. Public bodies keep their official pages as communities and channels: nobody but "
        "that person speaks here."
    ),
    Why.SUSPECTED: _(
        "This page resembles one of %(body)s and does not stand in the register; we are looking into it. The official "
        "page is %(url)s."
    ),
    Why.NEAR: _(
        "This page does not stand in the register, and its address is like that of an official page of %(body)s. The "
        "real one is here: %(url)s."
    ),
    Why.INVITATION: _(
        "This is an invitation: where it leads, only %(network)s knows. Find the body in our list and open its page "
        "there."
    ),
    Why.NOT_LISTED: _(
        "This page does not stand in our register. It may belong to a body elsewhere, or to nobody official: before "
        "you believe it, ask the body itself."
    ),
    Why.NOTHING_NAMED: _(
        "This belongs to %(network)s but names no page. Open the page that you mean and copy its address."
    ),
    Why.SEVERAL: _("There are several addresses here. Ask about one of them."),
    Why.NO_ADDRESS: _(
        "This is no address of a page in a social network that we know. Open the page that you mean and copy its whole "
        "address."
    ),
}


def say_why(found: Verification) -> str:
    """Why it is official, or not, or not known, in the language of the request: one sentence or a few."""
    named = found.page or found.address
    values = {
        "network": gettext(look_of(named.network).title) if named else "",
        "host": found.imitates,
        "body": found.page.body_name if found.page else "",
        "url": found.page.url if found.page else "",
    }
    return " ".join([gettext(_WORDS[found.why]) % values, *_how_confirmed(found, network=values["network"])])


def _how_confirmed(found: Verification, *, network: str) -> Iterator[str]:
    page = found.page
    if page is None or found.why not in (Why.REGISTERED, Why.FORMER_ADDRESS, Why.NAME_ONLY):
        return
    if page.badge_on and page.is_badge_told:
        yield gettext("%(network)s itself shows the mark «Gosorganizatsiya» (%(on)s).") % {
            "network": network, "on": _day(page.badge_on),
        }  # fmt: skip
    elif page.badge_on:
        yield gettext("A person saw the mark «Gosorganizatsiya» on it (%(on)s).") % {"on": _day(page.badge_on)}
    if page.confirmed_on:
        yield gettext("Whoever answers for the page confirmed it on %(on)s.") % {"on": _day(page.confirmed_on)}


def _day(day: date) -> str:
    return date_format(day, "j E Y")
