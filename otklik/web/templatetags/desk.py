"""Words and signs of the desk for its templates."""

import re
import uuid
from datetime import datetime, timedelta

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from otklik.appeals.selectors import AlikeCase, CaseView, StepView
from otklik.appeals.states import CAUSE_NAMES, CLOSING_OUTCOMES, OUTCOME_NAMES, Act, Outcome, State
from otklik.audit.acts import ACTS
from otklik.moderation.selectors import FrameCounts, count_frame
from otklik.notices import words as notice_words
from otklik.pages.alarm_listing import AlarmRow
from otklik.pages.alarms import ADVICE
from otklik.pages.fake_listing import FakeState, Likeness
from otklik.pages.listing import Health
from otklik.pages.public_selectors import look_of
from otklik.publication.redactions.special.marking import MarkedPiece
from otklik.publication.redactions.special.words import KIND_WORDS
from otklik.shared.words import say_values, split_word
from otklik.triage.findings import GROUND_WORDS
from otklik.web.desk import clocks, marks
from otklik.web.desk.case import alike_box, case_history
from otklik.web.desk.case.composing_views import Change
from otklik.web.desk.pages.alarms import AlarmWords, words_of
from otklik.web.desk.sections import Navigation, navigate
from otklik.web.verdict_words import REASONS as VERDICT_REASONS

register = template.Library()

_AVATARS = 5


@register.filter
def state_mark(state: State) -> marks.Mark:
    """Icon, colour and word of a state."""
    return marks.STATES[state]


@register.filter
def network_name(network: str) -> str:
    """The short name of a network."""
    return look_of(network).short_name


@register.simple_tag
def network_sign(network: str, page: str = "", kind: str = "o-net") -> SafeString:
    """The sign of a network on its own colour; read aloud as its name, and that of the page where it is given."""
    look = look_of(network)
    return format_html(
        '<svg class="{}" viewBox="-6 -6 36 36" role="img" aria-label="{}"><title>{}</title>'
        '<path d="M-6-6h36v36h-36z" fill="{}" stroke="none"/><path d="{}"/></svg>',
        kind,
        f"{look.short_name}: {page}" if page else look.short_name,
        page or look.short_name,
        look.colour,
        look.drawing,
    )


@register.filter
def network_act_name(act: str) -> str:
    """Hide, delete, ban…"""
    return gettext(marks.NETWORK_ACTS.get(act, act))


@register.filter
def fake_mark(state: FakeState) -> marks.Mark:
    """Icon, colour and word of what we think of a suspected fake."""
    return marks.FAKES[state]


@register.filter
def likeness_name(likeness: Likeness) -> str:
    """In what a page resembles another."""
    return gettext(marks.LIKENESSES[likeness])


@register.filter
def health_mark(health: Health) -> marks.Mark:
    """Icon, colour and word of how a connection does."""
    return marks.HEALTHS[health]


@register.filter
def alarm_words(alarm: AlarmRow) -> AlarmWords:
    """What happened to a page, and what to do."""
    return words_of(alarm)


@register.filter
def alarm_mark(alarm: AlarmRow) -> marks.Mark:
    """Icon, colour and word of an alarm; grey once it is over."""
    icon, turn = marks.ALARMS[alarm.kind]
    return marks.Mark(ADVICE[alarm.kind].title, icon, "" if alarm.ended_at else turn)


@register.simple_tag
def new_form() -> str:
    """By what a form is known when a browser sends it twice."""
    return str(uuid.uuid4())


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> Navigation:
    """The sections of the desk for the person who looks; none on a page of errors, which knows nobody."""
    request = context.get("request")
    viewer = getattr(request, "viewer", None)
    if request is None or viewer is None:
        return Navigation((), ())
    match = request.resolver_match
    return navigate(viewer, frame_counts(context), page=match.url_name if match else "")


@register.simple_tag(takes_context=True)
def frame_counts(context: Context) -> FrameCounts:
    """How many alarms, messages and objections wait for the person at the desk."""
    request = context.get("request")
    viewer = getattr(request, "viewer", None)
    if request is None or viewer is None:
        return FrameCounts()
    counts: FrameCounts | None = getattr(request, "frame_counts", None)
    if counts is None:
        counts = request.frame_counts = count_frame(viewer)
    return counts


@register.filter
def capped(count: int) -> str:
    """A count of the frame; what is more than 99 is not counted on."""
    return "99+" if count > 99 else str(count)


@register.filter
def turn_mark(kind: str) -> marks.Mark:
    """Icon, colour and word of a turn in the story of a connection."""
    return marks.TURNS[kind]


@register.filter
def importance_mark(importance: str) -> marks.Mark | None:
    """Icon and word; the ordinary has none."""
    return marks.IMPORTANCE.get(importance)


@register.filter
def importance_name(importance: str) -> str:
    """The word of an importance."""
    return gettext(marks.IMPORTANCE_NAMES.get(importance, importance))


@register.filter
def act_done(act: Act) -> str:
    """What has happened, as the history says it."""
    return gettext(ACTS[act])


@register.filter
def why(step: StepView) -> str:
    """The reason of a step in words: a person's own, or the rule by which the system found a body."""
    return case_history.reason_of(step)


@register.filter
def not_understood(reason: str) -> str:
    """Why an event was not understood: our words translated, the network's own as they are."""
    known, word = split_word(reason)
    return (gettext(known) if known else "") + word


@register.filter
def why_not_sent(reason: str) -> str:
    """Why an act in a network failed, or waits: our words translated, with the numbers that they tell."""
    return say_values(reason, gettext)


@register.filter
def ground_word(ground: str) -> str:
    """What a rule of decency found, as it stands within a sentence; `ground_name` begins one."""
    return gettext(GROUND_WORDS[ground]) if ground in GROUND_WORDS else ground


@register.filter
def special_kind(kind: str) -> str:
    """What marked words tell of somebody, before a published copy is looked at."""
    return gettext(KIND_WORDS[kind])


@register.filter
def special_words(piece: MarkedPiece) -> str:
    """A piece of a text before it is published, marked with what its words tell of somebody."""
    if not piece.kind:
        return piece.text
    return format_html('<mark>{}</mark> <span class="o-tag">{}</span>', piece.text, special_kind(piece.kind))


@register.filter
def as_edit(change: Change) -> str:
    """A piece of a text as an edit left, added or removed it."""
    tag = {"added": "ins", "removed": "del"}.get(change.piece)
    return format_html("<{0}>{1}</{0}>", tag, change.text) if tag else change.text


@register.filter
def assign_query(case: CaseView) -> str:
    """What the form that passes a case on asks for: its body and executor, without those who returned it."""
    held = {"body_id": ""} if case.is_returned else {"body_id": case.body_id, "executor_id": case.executor_id or ""}
    return urlencode({"for": "assign", **held, "without": sorted(case.returned_by)}, doseq=True)


@register.simple_tag(takes_context=True)
def typed(context: Context, at: str, field: str, otherwise: object = "") -> object:
    """What was typed into a field of a form that was refused, else what stands in it at first."""
    trouble = context.get("trouble")
    return trouble.typed.get(field, "") if trouble and trouble.at == at else otherwise


@register.filter
def outcome_name(outcome: Outcome) -> str:
    """How a case ended."""
    return gettext(OUTCOME_NAMES[outcome])


register.filter("time_words", clocks.words_of)
register.filter("hours_words", clocks.hours_of)
register.filter("share_words", clocks.share)


@register.filter
def phone_number(digits: str) -> str:
    """Digits of a number as people write it; a local one as it is."""
    return f"8 {digits[:3]} {digits[3:6]}-{digits[6:8]}-{digits[8:]}" if len(digits) == 10 else digits


@register.filter
def verdict_reason(reason: str) -> str:
    """Why a resident is satisfied or not."""
    return gettext(VERDICT_REASONS.get(reason, reason))


@register.filter
def channel_name(channel: str) -> str:
    """Which way a message came."""
    return gettext(marks.CHANNELS.get(channel, channel))


@register.filter
def attachment_name(kind: str) -> str:
    """Photo, video, document…"""
    return gettext(marks.ATTACHMENTS.get(kind, kind))


@register.filter
def kind_name(kind: str) -> str:
    """Problem, question, thanks…"""
    return gettext(marks.KINDS.get(kind, kind))


@register.filter
def regime_name(regime: str) -> str:
    """Under which law a case is."""
    return gettext(marks.REGIMES.get(regime, regime))


@register.filter
def actor_name(actor: str) -> str:
    """Who acts without being staff."""
    return gettext(marks.ACTORS.get(actor, actor))


@register.filter
def when(at: datetime, now: datetime) -> str:
    """A moment as short as it is clear."""
    return clocks.moment(at, now=now)


@register.filter
def seen_reasons(one: AlikeCase) -> str:
    """Why a case seems to be the same as another, and how much time lies between them."""
    return alike_box.reasons(one)


@register.filter
def ago(at: datetime, now: datetime) -> str:
    """How long it is since a moment."""
    return clocks.ago(at, now=now)


@register.filter
def span(length: timedelta) -> str:
    """A length of time as people say it."""
    return notice_words.span(length) if length >= timedelta(minutes=1) else gettext("less than a minute")


@register.filter
def percent(share: float) -> str:
    """A certainty as «94 %»."""
    return f"{round(share * 100)}\u00a0%"


@register.filter
def initials(name: str) -> str:
    """Two letters for a face."""
    return "".join(word[0] for word in re.findall(r"\w+", name)[:2]).upper() or "•"


@register.filter
def tint(name: str) -> int:
    """One of five colours, always the same for a name."""
    return sum(map(ord, name)) % _AVATARS + 1


@register.simple_tag
def outcomes() -> list[tuple[str, str]]:
    """The ways in which a case can be closed by a person."""
    return [(outcome.value, gettext(OUTCOME_NAMES[outcome])) for outcome in CLOSING_OUTCOMES]


@register.simple_tag
def causes() -> list[tuple[str, str]]:
    """For what a case can be put off."""
    return [(cause.value, gettext(name)) for cause, name in CAUSE_NAMES.items()]


@register.simple_tag
def importances() -> list[tuple[str, str]]:
    """All kinds of importance."""
    return [(value, gettext(name)) for value, name in marks.IMPORTANCE_NAMES.items()]


@register.simple_tag
def kinds() -> list[tuple[str, str]]:
    """All kinds of messages."""
    return [(value, gettext(name)) for value, name in marks.KINDS.items()]
