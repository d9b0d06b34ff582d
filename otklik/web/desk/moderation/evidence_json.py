"""The file of a decision as JSON: what is kept, as the seals cover it, and beside each code its name for a lawyer."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from otklik.moderation.evidence.dossier import Dossier, KeptFact
from otklik.moderation.rules.grounds import GROUND_NAMES, name_of
from otklik.moderation.rules.page_rules import find_clause
from otklik.pages.public_selectors import look_of
from otklik.shared.words import say_values
from otklik.web.desk.moderation_words import DECISION_STATES, NETWORK_STATES, NOTICES, OUTCOMES, TERMS, words_of_notice
from otklik.web.moderation_words import DECIDED, FACTS

type Named = dict[str, str]


def as_json(dossier: Dossier) -> str:
    """Everything, with the salts and seals, and the names in the language of the installation.

    The format, and how the seals are computed, is told in docs/how-to/evidence.md.
    """
    with translation.override(settings.LANGUAGE_CODE):
        told = asdict(dossier) | {"ground": dossier.ground_code, "names": _names(dossier)}
        for fact, kept in zip(told["facts"], dossier.facts, strict=True):
            fact |= {"fact_name": _(FACTS.get(kept.fact, kept.fact)), "in_words": list(words_of(kept))}
        told["codes"] = _codes()
    return json.dumps(told, ensure_ascii=False, indent=2, default=_in_utc)


def _names(dossier: Dossier) -> dict[str, Any]:
    """Act, ground, clause, network, term and notice of this decision: the code and what it is called."""
    seen = dossier.seen
    rules, term = seen.get("rules", {}), str(seen.get("decision", {}).get("term", ""))
    clause = str(rules.get("clause", ""))
    found = dict.fromkeys(str(one["ground"]) for one in seen.get("found", []))
    return {
        "act": _named(dossier.act, DECIDED),
        "ground": _named(dossier.ground_code, GROUND_NAMES),
        "clause": {"code": clause, "name": find_clause(str(rules.get("text", "")), clause)},
        "network": {"code": dossier.network, "name": _(look_of(dossier.network).title)},
        "term": _named(term, TERMS),
        "notice": {"code": dossier.notice.told.value, "name": words_of_notice(dossier.notice)},
        "found": _each(found),
    }


def _each(grounds: Iterable[str]) -> list[Named]:
    return [{"code": ground, "name": _(name_of(ground))} for ground in grounds]


def _named(code: str, names: Mapping[str, str]) -> Named:
    return {"code": code, "name": _(names[code]) if code in names else code}


def _codes() -> dict[str, Named]:
    """Every code that may stand in a fact, by where it stands: the same in each file."""
    kinds: dict[str, Mapping[str, str]] = {
        "act": DECIDED,
        "ground": GROUND_NAMES,
        "fact": FACTS,
        "state": DECISION_STATES,
        "in_network.state": NETWORK_STATES,
        "term": TERMS,
    }
    return {kind: {code: _(name) for code, name in names.items()} for kind, names in kinds.items()}


def _in_utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


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
