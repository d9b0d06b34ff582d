"""Words and signs of moderation for the templates of the desk."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext

from otklik.appeals.selectors import FindingView
from otklik.moderation.queue.card import Piece
from otklik.moderation.rules.grounds import name_of
from otklik.moderation.told import NoticeShown
from otklik.web.desk import moderation_words
from otklik.web.desk.marks import Mark

register = template.Library()


@register.filter
def ground_name(ground: str) -> str:
    """Profanity, threat…"""
    return gettext(name_of(ground)) if ground else gettext("No rule found anything")


@register.filter
def marked(piece: Piece) -> str:
    """A piece of a message, marked where a rule found something in it."""
    return (
        format_html('<mark title="{}">{}</mark>', ground_name(piece.ground), piece.text) if piece.ground else piece.text
    )


@register.filter
def one_a_ground(findings: Sequence[FindingView]) -> list[FindingView]:
    """Of what rules found the surest on each ground: two phones are one ground."""
    surest = {one.ground: one for one in sorted(findings, key=lambda one: one.certainty)}
    return [surest[ground] for ground in dict.fromkeys(one.ground for one in findings)]


@register.filter
def decision_mark(act: str) -> Mark:
    """Icon, colour and word of what was decided."""
    return moderation_words.DECISIONS[act]


@register.filter
def decision_state(state: str) -> str:
    """How far a decision is."""
    return gettext(moderation_words.DECISION_STATES[state])


@register.filter
def notice_words(notice: NoticeShown) -> str:
    """Whether the author was told of what was decided, and what is left to do; empty where nobody was to be told."""
    return moderation_words.words_of_notice(notice)


@register.filter
def ban_mark(state: str) -> Mark:
    """Icon, colour and word of how a ban stands."""
    return moderation_words.BANS[state]
