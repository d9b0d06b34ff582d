"""`otklik triage explain`: one text from standard input, and everything that is said of it; here what triage says."""

import json
import logging
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.db import DatabaseError, InterfaceError

from otklik.gazetteer.geocoding import AskedHouse, OwnGazetteer
from otklik.gazetteer.selectors import indexes_of
from otklik.ground.databases import does_answer
from otklik.organizations.models import Territory
from otklik.personal_data.finders import find_personal_data
from otklik.triage.acts import Out
from otklik.triage.findings import Finding
from otklik.triage.importance import guess_importance
from otklik.triage.labelled import NotReadable
from otklik.triage.learning.versions import model_at_hand
from otklik.triage.model import load_model
from otklik.triage.places.guess import PlaceGuess
from otklik.triage.places.points import Point, houses_asked, point_of
from otklik.triage.propose import LONGEST_TEXT, Proposal, propose_all
from otklik.triage.reasons import weigh_words, weigh_words_of_kind
from otklik.triage.rules.registry import finding_of

HELP = "read one text from standard input and print everything that is said of it"
OFFLINE = "not looked for: --offline"
NO_DATABASE = "not looked for: no database could be reached"
LONGEST_INPUT = 200_000
"""Characters. Triage reads parts of what is longer than 20,000; what is much longer is a file of many by mistake."""

type Explain = Callable[[str, str], Mapping[str, object]]
"""A text, and why no database is asked → everything that is said of it."""


def add_arguments(parser: ArgumentParser) -> None:
    """How it is printed, and whether a database is asked."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--offline", action="store_true", help="ask no database: nothing is said of «seen before»")


def run(options: Mapping[str, Any], out: Out, *, explain: Explain) -> None:
    """Explain one text. A database that cannot be reached is said, once and by us, and is no error."""
    with _silenced("psycopg.pool"):
        absence = OFFLINE if options["offline"] else "" if does_answer() else NO_DATABASE
        told = _explain(_read_input(), absence, explain=explain)
    if options["json"]:
        out.write(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    for name, value in told.items():
        words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        out.write(f"{name:20} {words}")


@contextmanager
def _silenced(name: str) -> Iterator[None]:
    """A logger says nothing meanwhile: whoever does this tells of the trouble in words of their own."""
    log = logging.getLogger(name)
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _read_input() -> str:
    """The text, of UTF-8 with or without its mark. Raises `NotReadable`."""
    try:
        text = sys.stdin.read(LONGEST_INPUT + 1)
        text.encode()  # in the locale C what is no UTF-8 comes in as halves of characters
    except UnicodeError as why:
        mend = "from Windows-1251 it is turned by: iconv -f cp1251 -t utf-8 FILE | otklik triage explain"
        raise NotReadable(f"What came in is no text in UTF-8; {mend}") from why
    if len(text) > LONGEST_INPUT:
        mend = "Give one message; a table of many is read by: otklik triage classify --feed FILE"
        raise NotReadable(f"The text is longer than {LONGEST_INPUT:,} characters. {mend}")
    return text.removeprefix("\ufeff").strip()


def _explain(text: str, absence: str, *, explain: Explain) -> Mapping[str, object]:
    try:
        return explain(text, absence)
    except (DatabaseError, InterfaceError):
        return explain(text, NO_DATABASE)


def propose(text: str, *, absence: str) -> Proposal:
    """What is proposed of the text; with a database its place is looked for in the gazetteers of all towns."""
    known = [] if absence else [*indexes_of(list_towns()).values()]
    told = propose_all(
        [text] * max(1, len(known)), model=load_model() if absence else model_at_hand(), names=known or ()
    )
    return max(told, key=lambda one: (_is_in_gazetteer(one), one.address_certainty))


def describe(text: str, proposal: Proposal, *, absence: str) -> dict[str, object]:
    """The proposal in words and numbers, with all that leads to it."""
    model = load_model() if absence else model_at_hand()
    group = proposal.alternatives[0][0] if proposal.alternatives else ""
    urgent = guess_importance(text)
    return {
        "text": text,
        **asdict(proposal),
        "groups": [{"code": code, "certainty": certainty} for code, certainty in proposal.alternatives],
        "group_words": [asdict(one) for one in weigh_words(text, group, model=model)],
        "kind_words": [asdict(one) for one in weigh_words_of_kind(text, proposal.kind, model=model)],
        "emergency": {"about": urgent.about, "words": urgent.because, "span": urgent.span} if urgent.about else None,
        "point": absence or _point(proposal.place),
        "findings": [describe_finding(found, text) for found in proposal.findings],
        "personal_data": _personal_data(text),
    }


def find_point(place: PlaceGuess) -> Point | None:
    """Where the place lies, by our own gazetteer; nothing is asked of others, and nothing is written."""
    houses = OwnGazetteer().find_houses({AskedHouse(*one) for one in houses_asked(place)})
    return point_of(place, houses)


def _point(place: PlaceGuess) -> dict[str, object] | None:
    found = find_point(place)
    return asdict(found) if found else None


def _is_in_gazetteer(proposal: Proposal) -> bool:
    place = proposal.place
    return any((place.street_place, place.crossing_place, place.landmark_place, place.settlement_place))


def list_towns() -> list[int]:
    """Municipalities, whose gazetteers and messages are looked through."""
    return list(Territory.objects.filter(level="municipality").values_list("id", flat=True))


def _personal_data(text: str) -> list[dict[str, object]]:
    return [
        {"kind": one.kind, **describe_finding(finding_of(one), text)} for one in find_personal_data(text[:LONGEST_TEXT])
    ]


def describe_finding(found: Finding, text: str) -> dict[str, object]:
    """A finding with its words."""
    return {**asdict(found), "words": text[found.start : found.end]}
