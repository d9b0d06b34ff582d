"""A text of a resident with personal data in it, by its number: always the same."""

from collections.abc import Callable
from random import Random

from otklik.publication.tests.planted_names import (
    plant_full_name,
    plant_initials,
    plant_kin,
    plant_neighbour,
    plant_nickname_of_father,
    plant_oblique,
    plant_obscene,
    plant_resident,
    plant_short,
    plant_surname,
)
from otklik.publication.tests.planted_numbers import (
    plant_birth,
    plant_card,
    plant_email,
    plant_flat,
    plant_inn,
    plant_landline,
    plant_nick,
    plant_passport,
    plant_phone,
    plant_plate,
    plant_profile,
    plant_snils,
)
from otklik.publication.tests.planting import STREETS, TROUBLES, Planted


def plant(number: int) -> Planted:
    """The text of this number, always the same."""
    random = Random(number)
    kinds = list(KINDS)
    first, *others = random.sample(kinds, k=random.choice((1, 1, 2, 2, 3)))
    first = kinds[number % len(kinds)]  # each kind equally often
    street, trouble = random.choice(STREETS), random.choice(TROUBLES)
    planted = Planted(
        f"{random.choice(('Здравствуйте!', 'Добрый день.', '', 'Помогите!'))} На улице {street} {trouble}."
    )
    for kind in dict.fromkeys((first, *others)):
        said = KINDS[kind](random, planted)
        planted.text = f"{planted.text} {said}".strip() if random.random() < 0.7 else f"{said} {planted.text}"
    return planted


KINDS: dict[str, Callable[[Random, Planted], str]] = {
    "phone": plant_phone,
    "landline": plant_landline,
    "email": plant_email,
    "nick": plant_nick,
    "profile": plant_profile,
    "card": plant_card,
    "snils": plant_snils,
    "inn": plant_inn,
    "passport": plant_passport,
    "birth": plant_birth,
    "plate": plant_plate,
    "flat": plant_flat,
    "full name": plant_full_name,
    "initials": plant_initials,
    "neighbour": plant_neighbour,
    "kin": plant_kin,
    "oblique": plant_oblique,
    "surname": plant_surname,
    "short name": plant_short,
    "patronymic": plant_nickname_of_father,
    "resident": plant_resident,
    "obscene": plant_obscene,
}
