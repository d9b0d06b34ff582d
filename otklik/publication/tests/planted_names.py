"""Names of persons and obscene words, planted as residents write them."""

from random import Random

from otklik.publication.tests.planting import (
    FEMALE,
    KIN,
    KIN_HE,
    MALE,
    PATRONYMICS,
    SHORT,
    SURNAMES,
    Planted,
    case_of,
    she,
    stem,
)


def plant_full_name(random: Random, planted: Planted) -> str:
    """Full name."""
    surname, name, father = random.choice(SURNAMES), random.choice(FEMALE), f"{random.choice(PATRONYMICS)}на"
    planted.words += [stem(surname), stem(name), father[:-1]]
    full = random.choice((f"{she(surname)} {name} {father}", f"{name} {father} {she(surname)}", f"{name} {father}"))
    if she(surname) not in full:
        planted.words.remove(stem(surname))
    said = random.choice(
        (
            "Я, {}, прошу помочь.",
            "С уважением, {}",
            "меня зовут {}.",
            "{}",
            "Учительница {} накричала на детей.",
            "Прошу принять меры, {}.",
        )
    )
    return said.format(full.lower() if random.random() < 0.2 else full)


def plant_initials(random: Random, planted: Planted) -> str:
    """Initials."""
    surname = random.choice(SURNAMES)
    planted.words.append(stem(surname))
    a, b = random.choice("АВГДИМНОПС"), random.choice("АВГИМНПС")
    written = random.choice(
        (f"{surname} {a}.{b}.", f"{a}. {b}. {surname}", f"{a}.{b}.{she(surname)}", f"{she(surname)} {a}. {b}.")
    )
    return random.choice(
        ("Ответ подписал {}", "С уважением, {}", "Собственник {} не открывает", "мастер {} обещал прийти")
    ).format(written)


def plant_neighbour(random: Random, planted: Planted) -> str:
    """Neighbour."""
    surname, name = random.choice(SURNAMES), random.choice(MALE)
    said = random.choice(
        (
            "Сосед {} шумит ночами.",
            "сосед {} опять бросил мусор",
            "наш участковый {} не приходит",
            "Председатель {} молчит.",
            "{} кидает окурки с балкона.",
            "Водитель {} грубит.",
        )
    )
    written = random.choice((surname, f"{surname} {name}", f"{name} {surname}"))
    planted.words.append(stem(surname))
    if name in written:
        planted.words.append(stem(name))
    return said.format(written.lower() if random.random() < 0.2 and said.lower().startswith("сосед") else written)


def plant_kin(random: Random, planted: Planted) -> str:
    """Kin."""
    is_she = random.random() < 0.5
    name = random.choice(FEMALE if is_she else MALE)
    planted.words.append(stem(name))
    who = random.choice(KIN if is_she else KIN_HE)
    written = name.lower() if random.random() < 0.3 else name
    what = "упала и сломала руку" if is_she else "упал и сломал руку"
    return f"{who[0].upper()}{who[1:]} {written} {what}."


def plant_oblique(random: Random, planted: Planted) -> str:
    """Oblique."""
    surname, name = random.choice([one for one in SURNAMES if one.endswith(("ов", "ев", "ин"))]), random.choice(FEMALE)
    planted.words += [stem(surname), stem(name)]
    shapes = (
        f"Видели {surname}у {case_of(name, 'у')} у магазина.",
        f"Спросите у {surname}ой {case_of(name, 'ы')}.", f"Звонили {case_of(name, 'е')} {surname}ой.",
        f"Это из-за {surname}ой {case_of(name, 'ы')} нет воды.",
        f"Семье {surname}ых, где {name} одна, не помогли.",
    )  # fmt: skip
    return random.choice(shapes)


def plant_surname(random: Random, planted: Planted) -> str:
    """Surname."""
    surname = random.choice([one for one in SURNAMES if one.endswith(("ов", "ев", "ин"))])
    planted.words.append(stem(surname))
    shapes = (
        f"Все знают, что {surname} захватил парковку.", f"{surname}а из соседнего подъезда кормит голубей.",
        f"Разберитесь с {surname}ым!", f"Ходили к {surname}ой, не открывает.", f"{surname}ы затопили нас.",
        f"У {surname}ых собака без намордника.",
    )  # fmt: skip
    return random.choice(shapes)


def plant_short(random: Random, planted: Planted) -> str:
    """Short."""
    name = random.choice(SHORT)
    planted.words.append(stem(name))
    return random.choice(
        (
            "Вчера {} упала там с велосипеда.",
            "Дворник {} не чистит.",
            "{} из пятого подъезда подтвердит.",
            "спросите, {} тоже видела",
        )
    ).format(name)


def plant_nickname_of_father(random: Random, planted: Planted) -> str:
    """A patronymic alone."""
    name = random.choice(("Палыч", "Михалыч", "Петрович", "Сергеевна", "Ивановна", "Саныч"))
    planted.words.append(stem(name))
    return (
        random.choice(("Слесарь {} обещал и пропал.", "{} из ЖЭКа сказал ждать.", "ходили к {}у"))
        .format(name)
        .replace("нау", "не")
    )


def plant_resident(random: Random, planted: Planted) -> str:
    """Resident."""
    surname, name = random.choice(SURNAMES), random.choice(FEMALE)
    planted.people.append(f"{name} {she(surname)}")
    planted.words += [stem(surname), stem(name)]
    return random.choice(
        (
            f"Пишет вам {name} {she(surname)}.",
            f"{name}.",
            f"это я, {she(surname)}",
            f"меня зовут {name.lower()}, {she(surname).lower()}",
            f"Подпись: {she(surname)}",
        )
    )


def plant_obscene(random: Random, planted: Planted) -> str:
    """Obscene."""
    word = random.choice(("хуйня", "пиздец", "заебали", "ебаный"))
    planted.words.append(word)
    return random.choice(("Это {} какая-то.", "{}, сколько можно!", "Полный {}")).format(word)
