"""The file of a decision for a lawyer, as PDF to read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from otklik.moderation.evidence.dossier import Dossier, KeptFact
from otklik.moderation.rules.grounds import name_of
from otklik.moderation.rules.page_rules import find_clause
from otklik.pages.public_selectors import look_of
from otklik.shared.text import without_turning
from otklik.web.desk.moderation.evidence_json import as_json, words_of
from otklik.web.desk.moderation_words import MAY_DO, TERMS, words_of_notice
from otklik.web.moderation_words import DECIDED, FACTS
from otklik.web.sheets import ACCENT, GREY, new_sheet, write

if TYPE_CHECKING:
    from fpdf import FPDF

_SIZE = 10.5
_LONGEST_EVENT = 6_000
"""Letters of one event on paper; the whole stands in the JSON."""


def draw(dossier: Dossier) -> bytes:
    """The PDF, in the language of the request."""
    title = _("Evidence of decision %(id)s") % {"id": dossier.decision_id}
    sheet = new_sheet(title, breaks_pages=True, margin=18)
    write(sheet, title, size=18, style="B", colour=ACCENT, after=1)
    write(sheet, f"{dossier.body}. {dossier.page} ({_(look_of(dossier.network).title)})", size=_SIZE, colour=GREY)
    if without_turning(whole := as_json(dossier)) != whole:
        told = _("Characters that turn the direction of writing are not printed here; the JSON has them.")
        write(sheet, told, size=_SIZE, colour=GREY)
    seen = dossier.seen
    for heading, rows in _sections(dossier, seen):
        write(sheet, heading, size=13, style="B", after=1)
        for name, value in rows:
            if value:
                _pair(sheet, name, value)
        sheet.ln(3)
    write(sheet, _("What happened"), size=13, style="B", after=1)
    for fact in dossier.facts:
        _draw_fact(sheet, fact)
    return bytes(sheet.output())


def _sections(dossier: Dossier, seen: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    decision, message = seen.get("decision", {}), seen.get("message", {})
    author, rules, notice = seen.get("author", {}), seen.get("rules", {}), seen.get("notice", {})
    found = "; ".join(
        f"{_(name_of(one['ground']))}: «{one['words']}» ({one['certainty']:.0%})" for one in seen.get("found", [])
    )
    events = [(_("Event of the network"), _event(one)) for one in seen.get("events", [])]
    return [
        (
            _("Decision"),
            [
                (_("What"), _(DECIDED.get(dossier.act, dossier.act))),
                (_("Ground"), _(dossier.ground) if dossier.ground else ""),
                (_("Clause of the page's rules"), " ".join(filter(None, (rules.get("clause"), rules.get("version"))))),
                ("", find_clause(str(rules.get("text", "")), str(rules.get("clause", "")))),
                (_("In force since"), _day(rules.get("since", ""))),
                (_("For"), _(TERMS[term]) if (term := str(decision.get("term", ""))) in TERMS else ""),
                (_("Until"), _at(decision.get("until", ""))),
                (_("Why"), str(decision.get("because", ""))),
                (_("Decided by"), dossier.decided_by or _("the machine, as the page's owner allows it")),
                (_("The machine may do this"), _permission(decision.get("permission", {}))),
                (_("Confirmed by"), str(decision.get("second_by", ""))),
                (_("When"), _moment(dossier.decided_at)),
            ],
        ),
        (
            _("Message"),
            [
                (_("Text"), str(message.get("text", ""))),
                (_("Earlier wordings"), "\n— ".join(message.get("earlier_wordings", []))),
                (_("Written"), str(message.get("written_at", ""))),
                (_("Author"), f"{author.get('name', '')} (id {author['id']})" if author else ""),
                (_("Link"), str(message.get("url", ""))),
                (_("Post"), f"{message.get('post', '')}\n{message.get('post_text', '')}".strip()),
                (_("What the rules found"), found),
            ],
        ),
        (
            _("Notice to the author"),
            [(_("How it stands"), words_of_notice(dossier.notice)), (_("Text"), str(notice.get("text", "")))],
        ),
        (_("Events as the network sent them"), events),
        (_("Rules of the page in force that day"), [("", str(rules.get("text", "")))]),
    ]


def _day(day: str) -> str:
    return formats.date_format(date.fromisoformat(day), "d.m.Y") if day else ""


def _at(at: str) -> str:
    return _moment(datetime.fromisoformat(at)) if at else ""


def _permission(told: Mapping[str, Any]) -> str:
    """By whose word the machine decided: what it may, from which certainty and which day on."""
    if not told:
        return ""
    words = MAY_DO.get(told["may_do"], str(told["may_do"]))
    return ", ".join(
        filter(None, (_(words), f"{told['least_certainty']:.0%}", _day(told["since"]), told["entered_by"]))
    )


def _event(event: Mapping[str, Any]) -> str:
    said = str(event["said"])
    shown = said if len(said) <= _LONGEST_EVENT else f"{said[:_LONGEST_EVENT]}…"
    return f"{event['received_at']}\nSHA-256 {event['sha256']}\n{shown}"


def _draw_fact(sheet: "FPDF", fact: KeptFact) -> None:
    who = fact.by or _("the system")
    write(sheet, f"{_moment(fact.at)}. {_(FACTS.get(fact.fact, fact.fact))}: {who}", size=_SIZE, style="B", after=0.5)
    for words in words_of(fact):
        write(sheet, words, size=_SIZE, after=0.5)
    place = _("place %(n)s of the chain") % {"n": fact.number} if fact.number else _("not sealed yet")
    write(sheet, f"{place} · {fact.seal or fact.words}", size=7.5, colour=GREY, after=2.5)


def _pair(sheet: "FPDF", name: str, value: str) -> None:
    if name:
        write(sheet, name, size=8.5, colour=GREY, after=0)
    write(sheet, value, size=_SIZE, after=1.5)


def _moment(at: Any) -> str:
    return f"{formats.date_format(timezone.localtime(at), 'd.m.Y H:i')} ({timezone.localtime(at):%Z})"
