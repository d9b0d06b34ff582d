"""All rules in the order in which they are asked: what cannot wait first. A new rule is one line here."""

from collections.abc import Callable
from typing import Final

from otklik.personal_data.births import birth_dates
from otklik.personal_data.contacts import emails, phones
from otklik.personal_data.documents import car_plates, cards, inn, passports, snils
from otklik.personal_data.homes import flats
from otklik.triage.findings import Finding
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

RULES: Final[tuple[tuple[str, Rule], ...]] = (
    (self_harm.RULE, self_harm.find),
    (danger_to_child.RULE, danger_to_child.find),
    (threats.RULE, threats.find),
    (hatred.RULE, hatred.find),
    (extremist_symbols.RULE, extremist_symbols.find),
    (profanity.RULE, profanity.find),
    (insults.RULE, insults.find),
    (passports.RULE, passports.find),
    (cards.RULE, cards.find),
    (snils.RULE, snils.find),
    (inn.RULE, inn.find),
    (phones.RULE, phones.find),
    (emails.RULE, emails.find),
    (birth_dates.RULE, birth_dates.find),
    (flats.RULE, flats.find),
    (car_plates.RULE, car_plates.find),
    (links.RULE, links.find),
    (advertisements.RULE, advertisements.find),
    (flood.RULE, flood.find),
)

KINDS_OF_PERSONAL_DATA: Final = {
    phones.RULE: "phone",
    emails.RULE: "email",
    cards.RULE: "card",
    snils.RULE: "snils",
    inn.RULE: "inn",
    passports.RULE: "passport",
    birth_dates.RULE: "birth_date",
    flats.RULE: "address_with_flat",
    car_plates.RULE: "car_plate",
}
"""What each rule on the ground of personal data finds."""
