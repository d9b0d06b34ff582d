"""What stands in letters to subscribers, and what a filter is called in words. In the language that is set."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

from otklik.appeals.states import OVER, State
from otklik.appeals.tag_names import tag_key
from otklik.organizations.public_selectors import find_heir, find_public_body
from otklik.publication.models import JOINED, PublishedCase, Subscription
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.published.titles import title_of
from otklik.publication.subscriptions.choosing import topic_name
from otklik.publication.subscriptions.links import LinkFor, link_to
from otklik.publication.subscriptions.news import filter_of
from otklik.shared.personal_links import UNCONFIRMED_DAYS

MOST_SHOWN: Final = 20


class Letter(NamedTuple):
    """One letter."""

    subject: str
    text: str


def words_of_filter(asked: CaseFilter) -> tuple[str, ...]:
    """What is asked for, a line for each: «Matter: roads»; none where everything is."""
    body = find_public_body(find_heir(asked.body) or asked.body) if asked.body else None
    place = ", ".join(part for part in (asked.town, asked.street) if part)
    states = {
        "answered": gettext("answered"), "deferred": gettext("put off until a day"), "working": gettext("in work"),
    }  # fmt: skip
    lines = (
        (gettext("Matter"), topic_name(asked.topic) or asked.topic),
        (gettext("Who answers"), body.name if body else asked.body),
        (gettext("Tag"), asked.tag),
        (gettext("Place"), place),
        (pgettext("of a case", "State"), states.get(asked.state, "")),
        (gettext("Words"), asked.words),
    )
    return tuple(f"{name}: {value}" for name, value in lines if value)


def _only_known(asked: CaseFilter) -> CaseFilter:
    """What stands in our own tables: nobody writes words of theirs into the mailbox of a stranger."""
    body = find_heir(asked.body) or asked.body
    places = PublishedCase.objects.all()
    return CaseFilter(
        topic=asked.topic if topic_name(asked.topic) else "",
        body=body if find_public_body(body) else "",
        tag=asked.tag if asked.tag and places.filter(tag_keys__contains=[tag_key(asked.tag)]).exists() else "",
        town=asked.town if asked.town and places.filter(town=asked.town).exists() else "",
        street=asked.street if asked.street and places.filter(street=asked.street).exists() else "",
        state=asked.state,
    )


def ask_to_confirm(subscription: Subscription) -> Letter:
    """«Is it yours?», with what is subscribed to, as far as it is no word of whoever asks; the page behind the link
    shows all of it."""
    text = gettext(
        "Somebody, perhaps you, wants letters of Otklik to come to this address:\n\n%(what)s\n\n"
        "If it was you, open this link and press the button:\n\n%(link)s\n\n"
        "If it was not you, do nothing: no more letters come, and in %(days)s days we forget the address.\n"
    )
    values = {
        "what": _what(subscription, only_known=True), "link": link_to(subscription.key, LinkFor.CONFIRM),
        "days": UNCONFIRMED_DAYS,
    }  # fmt: skip
    return Letter(gettext("Do you want these letters?"), text % values)


def show_page(subscription: Subscription) -> Letter:
    """It was asked for once more: the link of its page, for whoever has lost it."""
    text = gettext(
        "You are subscribed to this already:\n\n%(what)s\n\nSee, change or end it here:\n\n%(link)s\n\n"
        "Whoever has this link can do so: do not pass it on.\n"
    )
    values = {"what": _what(subscription), "link": link_to(subscription.key, LinkFor.PAGE)}
    return Letter(gettext("You are subscribed already"), text % values)


def tell_news(subscription: Subscription, cases: Sequence[PublishedCase]) -> Letter:
    """What was published: newest first."""
    count = len(cases)
    subject = ngettext("%(count)s new answer to residents", "%(count)s new answers to residents", count)
    parts = [_what(subscription), *(_case(one) for one in cases[:MOST_SHOWN])]
    if count > MOST_SHOWN:
        link = f"{settings.OTKLIK_SITE_URL}/answers/?{_query(filter_of(subscription))}"
        parts.append(gettext("All of them: %(link)s") % {"link": link})
    return Letter(subject % {"count": count}, _with_foot(subscription, parts))


def tell_of_case(subscription: Subscription, case: PublishedCase | None) -> Letter:
    """The one case changed, or is published no more."""
    number = {"number": subscription.number}
    subject = gettext("News of case No. %(number)s") % number
    if case is None:
        text = gettext("Case No. %(number)s is no longer published. No more letters of it come.") % number
        return Letter(subject, f"{text}\n")
    parts = [_case(case), *_state(case)]
    if case.state in (*OVER, JOINED):
        return Letter(subject, "\n\n".join([*parts, gettext("This was the last letter of it.")]) + "\n")
    return Letter(subject, _with_foot(subscription, parts))


def _query(asked: CaseFilter) -> str:
    """The filter as the page of answers reads it."""
    columns = ("topic", "body", "tag", "town", "street", "state")
    told = {name: getattr(asked, name) for name in columns} | {"q": asked.words}
    return urlencode({name: value for name, value in told.items() if value})


def _state(case: PublishedCase) -> list[str]:
    lines = []
    if case.state in (State.ANSWERED, State.INTERIM_ANSWERED):
        lines.append(gettext("It is answered: the answer stands there."))
    if case.state in OVER:
        lines.append(gettext("It is closed."))
    if case.state == JOINED:
        lines.append(gettext("It was joined to another case of the same."))
    if case.main_number:
        link = f"{settings.OTKLIK_SITE_URL}/case/{case.main_number}/"
        lines.append(gettext("The main case: %(link)s") % {"link": link})
    if case.waits_until:
        lines.append(gettext("It is put off until %(day)s.") % {"day": date_format(case.waits_until, "j E Y")})
    return lines or [gettext("The work on it goes on.")]


def _case(case: PublishedCase) -> str:
    return "\n".join((title_of(case), case.body_name, f"{settings.OTKLIK_SITE_URL}/case/{case.number}/"))


def _what(subscription: Subscription, *, only_known: bool = False) -> str:
    """In words what is subscribed to."""
    if subscription.number:
        return gettext("What becomes of case No. %(number)s") % {"number": subscription.number}
    asked = CaseFilter(**subscription.asked)
    lines = words_of_filter(_only_known(asked) if only_known else asked)
    return "\n".join([gettext("Answers to residents"), *lines])


def _with_foot(subscription: Subscription, parts: Sequence[str]) -> str:
    foot = gettext("How often it comes, and how to end it: %(link)s\nWhoever has this link can do so.")
    link = {"link": link_to(subscription.key, LinkFor.PAGE)}
    return "\n\n".join([*parts, f"-- \n{foot % link}"]) + "\n"
