"""All rules in the order in which they are asked: what cannot wait first. A new rule is one line here."""

from collections.abc import Callable
from functools import partial
from typing import Final

from otklik.personal_data.finders import FINDERS
from otklik.personal_data.spans import Finder, Span
from otklik.triage.findings import PERSONAL_DATA, Finding
from otklik.triage.rules import (
    advertisements,
    danger_to_child,
    extremist_symbols,
    flood,
    hatred,
    insults,
    links,
    profanity,
    self_harm,
    threats,
)

type Rule = Callable[[str], Finding | None]

VERSION: Final = 1
"""Raised whenever a rule becomes more or less sure: what people decided of the old certainties counts no longer."""

RULE_OF_KIND: Final = {
    "passport": "passports",
    "card": "cards",
    "snils": "snils",
    "inn": "inn",
    "phone": "phones",
    "email": "emails",
    "birth_date": "birth_dates",
    "address_with_flat": "flats",
    "car_plate": "car_plates",
}
"""What the rule on personal data of each kind is called in verdicts."""


def finding_of(span: Span) -> Finding:
    """Personal data as a verdict reports it."""
    return Finding(
        rule=RULE_OF_KIND[span.kind],
        ground=PERSONAL_DATA,
        start=span.start,
        end=span.end,
        certainty=span.certainty,
    )


def _report(find: Finder, text: str) -> Finding | None:
    span = find(text)
    return None if span is None else finding_of(span)


RULES: Final[tuple[tuple[str, Rule], ...]] = (
    (self_harm.RULE, self_harm.find),
    (danger_to_child.RULE, danger_to_child.find),
    (threats.RULE, threats.find),
    (hatred.RULE, hatred.find),
    (extremist_symbols.RULE, extremist_symbols.find),
    (profanity.RULE, profanity.find),
    (insults.RULE, insults.find),
    *((RULE_OF_KIND[kind], partial(_report, find)) for kind, find in FINDERS.items()),
    (links.RULE, links.find),
    (advertisements.RULE, advertisements.find),
    (flood.RULE, flood.find),
)
