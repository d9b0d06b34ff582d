"""All finders of what is certain enough to report, in the order in which they are asked. A new one is a line here."""

from typing import Final

from otklik.personal_data.births import birth_dates
from otklik.personal_data.contacts import emails, phones
from otklik.personal_data.documents import car_plates, cards, inn, passports, snils
from otklik.personal_data.homes import flats
from otklik.personal_data.spans import Finder, Span, find_every

MOST_OF_A_KIND: Final = 50

FINDERS: Final[dict[str, Finder]] = {
    passports.KIND: passports.find,
    cards.KIND: cards.find,
    snils.KIND: snils.find,
    inn.KIND: inn.find,
    phones.KIND: phones.find,
    emails.KIND: emails.find,
    birth_dates.KIND: birth_dates.find,
    flats.KIND: flats.find,
    car_plates.KIND: car_plates.find,
}
"""By kind."""


def find_personal_data(text: str) -> list[Span]:
    """All personal data of a text that the finders are certain of, kind by kind."""
    return [span for find in FINDERS.values() for span in find_every(find, text, at_most=MOST_OF_A_KIND)]
