"""`otklik triage explain`: one text from standard input, and everything that triage says of it."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import DatabaseError, InterfaceError

from otklik.config.databases import does_answer
from otklik.config.logs import silenced
from otklik.organizations.models import Territory
from otklik.shared.clock import now
from otklik.triage.acts import Out
from otklik.triage.findings import PERSONAL_DATA
from otklik.triage.learning.versions import model_at_hand
from otklik.triage.model import load_model
from otklik.triage.propose import Proposal, propose_all
from otklik.triage.reasons import weigh_words
from otklik.triage.seen_before import SeenText, find_seen_before

HELP = "read one text from standard input and print everything that triage says of it"
OFFLINE = "not looked for: --offline"
NO_DATABASE = "not looked for: no database could be reached"


def add_arguments(parser: ArgumentParser) -> None:
    """How it is printed, and whether a database is asked."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--offline", action="store_true", help="ask no database: nothing is said of «seen before»")


def run(options: Mapping[str, Any], out: Out) -> None:
    """Explain one text. A database that cannot be reached is said, once and by us, and is no error."""
    with silenced("psycopg.pool"):
        absence = OFFLINE if options["offline"] else "" if does_answer() else NO_DATABASE
        told = explain(sys.stdin.read().strip(), absence=absence)
    if options["json"]:
        out.write(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    for name, value in told.items():
        words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        out.write(f"{name:20} {words}")


def explain(text: str, *, absence: str) -> dict[str, object]:
    """Everything that triage says of a text, by name; all fields of the proposal are in it.

    `absence`: why no database is asked; empty: one is.
    """
    model = load_model() if absence else model_at_hand()
    proposal = propose_all([text], model=model)[0]
    group = proposal.alternatives[0][0] if proposal.alternatives else ""
    findings = _findings(proposal, text)
    return {
        "text": text,
        **asdict(proposal),
        "groups": [{"code": code, "certainty": certainty} for code, certainty in proposal.alternatives],
        "group_words": [asdict(one) for one in weigh_words(text, group, model=model)],
        "findings": findings,
        "personal_data": [one for one in findings if one["ground"] == PERSONAL_DATA],
        "seen_before": absence or _seen_before(text),
    }


def _findings(proposal: Proposal, text: str) -> list[dict[str, object]]:
    return [{**asdict(found), "words": text[found.start : found.end]} for found in proposal.findings]


def _seen_before(text: str) -> list[dict[str, object]] | str:
    try:
        towns = list(Territory.objects.filter(level="municipality").values_list("id", flat=True))
        return [_seen(one) for one in find_seen_before(text, towns=towns, now=now())]
    except (DatabaseError, InterfaceError):
        return NO_DATABASE


def _seen(one: SeenText) -> dict[str, object]:
    told = one.comparison
    return {
        "text": one.text,
        "said_at": one.said_at.isoformat(),
        "certainty": told.certainty,
        "alike": told.alike.value,
        "grounds": [*told.grounds],
    }
