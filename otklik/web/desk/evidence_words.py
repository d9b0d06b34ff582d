"""What a later fact of the evidence tells, in words, for the page and for the paper alike."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from otklik.moderation.evidence.dossier import KeptFact
from otklik.shared.words import say_values
from otklik.web.desk.moderation_words import DECISION_STATES, NOTICES, OUTCOMES


def words_of(fact: KeptFact) -> tuple[str, ...]:
    """Line by line; the first fact, what was known when it was decided, has its own sections."""
    if fact.fact == "decided":
        return ()
    told = fact.details
    number, unheard, state = told.get("number", ""), told.get("not_told_because", ""), told.get("state", "")
    undone, outcome = told.get("undone", ""), OUTCOMES.get(told.get("written_privately"), "")
    lines = (
        fact.because,
        _(DECISION_STATES[state]) if state in DECISION_STATES else state,
        f"{_('Confirmed by')}: {told['second_by']}" if told.get("second_by") else "",
        told.get("text", ""),
        f"{_('Not told')}: {say_values(unheard, _)}" if unheard else "",
        _(NOTICES["unknown"]) if told.get("told") == "unknown" else "",
        _("Number %(number)s, with a code for the page of objections") % {"number": number} if number else "",
        str(told.get("form", "")).upper(),
        _(undone) if undone else "",
        _(outcome) if outcome else "",
        _of_network(told.get("in_network") or {}, but=unheard),
    )
    return tuple(line for line in lines if line)


def _of_network(told: dict[str, str], *, but: str) -> str:
    """When the network had it and where it stands, or why it refused, unless that was said."""
    at, reason = told.get("at", ""), told.get("reason", "") if told.get("reason") != but else ""
    moment = date_format(timezone.localtime(datetime.fromisoformat(at)), "d.m.Y H:i") if at else ""
    return " ".join(one for one in (moment, told.get("url", ""), say_values(reason, _)) if one)
