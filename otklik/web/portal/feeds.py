"""Published cases as feeds for every filter: Atom (RFC 4287) and RSS 2.0, with conditional requests."""

import hashlib
from collections.abc import Callable, Sequence
from math import ceil
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import format_html, format_html_join
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.publication.published.bounded import TooMuchToRead, in_time
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.published.selectors import PublicCase, PublicCases, list_published
from otklik.publication.subscriptions.words import words_of_filter
from otklik.web.portal.asking import asked_by, query_of
from otklik.web.portal.keeping import KEPT_SECONDS
from otklik.web.portal.shown import CaseShown
from otklik.web.portal.told import site_url

MOST: Final = 50
"""Entries, the newest."""
ANSWERS: Final = "/answers/"
"""The page of published answers."""
_NOT_IN_XML: Final = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF])


class _Atom(Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"


class _Rss(Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"


@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """Atom, for any filter."""
    return _feed(request, _Atom)


@require_safe
def rss(request: HttpRequest) -> HttpResponseBase:
    """RSS, for any filter."""
    return _feed(request, _Rss)


def _feed(request: HttpRequest, kind: type[_Atom | _Rss]) -> HttpResponseBase:
    asked = asked_by(request)
    try:
        with in_time(is_needed=asked != CaseFilter()):
            cases = list_published(asked, at_most=MOST)
    except TooMuchToRead as refused:
        return give_up(refused)
    return answer_unless_known(
        request, cases, lambda: HttpResponse(_written(kind, asked, cases.rows), kind.content_type)
    )


def give_up(refused: TooMuchToRead) -> HttpResponse:
    """A program asks for too much at once: told in words, and to come again later."""
    return HttpResponse(refused.say(_), status=503, content_type="text/plain; charset=utf-8")


def answer_unless_known(request: HttpRequest, cases: PublicCases, make: Callable[[], HttpResponse]) -> HttpResponseBase:
    """What `make` writes of these cases, or 304 where the one who asks has it. Programs of any site may read it."""
    told = [request.path, query_of(asked_by(request)), translation.get_language(), settings.OTKLIK_SITE_URL]
    told += [f"{case.number} {case.changed_at}" for case in cases.rows]
    etag = f'"{hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:32]}"'
    newest = ceil(cases.changed_at.timestamp()) if cases.changed_at else None
    answer = get_conditional_response(request, etag, newest)
    if answer is None:
        answer = make()
    answer["ETag"] = etag
    if newest is not None:
        answer["Last-Modified"] = http_date(newest)
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=KEPT_SECONDS)
    return answer


def _written(kind: type[_Atom | _Rss], asked: CaseFilter, cases: Sequence[PublicCase]) -> str:
    query, lines = query_of(asked), words_of_filter(asked)
    feed = kind(
        title=_plain(": ".join([_("Answers to residents"), "; ".join(lines)]) if lines else _("Answers to residents")),
        link=f"{settings.OTKLIK_SITE_URL}{ANSWERS}{query}",
        description=_("What residents asked in public, and what was answered. Without names."),
        language=translation.get_language(),
        feed_url=f"{site_url('feed_atom' if kind is _Atom else 'feed_rss')}{query}",
    )
    for case in cases:
        link = site_url("case", case.number)
        feed.add_item(
            title=_plain(CaseShown.of(case).title),
            link=link,
            description=_told(case),
            author_name=_plain(case.body_name),
            pubdate=case.published_at,
            updateddate=case.changed_at,
            unique_id=link,
            unique_id_is_permalink=True,
            categories=[_plain(one) for one in (case.topic, *case.tags) if one],
        )
    return feed.writeString("utf-8")


def _told(case: PublicCase) -> str:
    """The words and the answer, as HTML: nothing of them is markup."""
    said = _paragraphs(case.text)
    if not case.answer:
        return said
    answer = _paragraphs(case.answer)
    return format_html("{}<p><b>{}</b></p>{}", said, _("Answer"), answer)


def _paragraphs(text: str) -> str:
    return format_html_join("", "<p>{}</p>", ((line,) for line in _plain(text).splitlines() if line.strip()))


def _plain(text: str) -> str:
    """Without characters that no XML may hold."""
    return text.translate(_NOT_IN_XML)
