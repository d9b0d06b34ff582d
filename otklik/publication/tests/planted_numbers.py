"""Numbers and addresses of persons, planted in all the ways in which residents write them."""

from random import Random

from otklik.publication.tests.planting import Planted


def phone(random: Random) -> tuple[str, str]:
    """A mobile number in one of the ways in which people part it, and its last ten digits."""
    digits = "9" + "".join(random.choice("0123456789") for _ in range(9))
    a, b, c, d = digits[:3], digits[3:6], digits[6:8], digits[8:]
    shapes = (
        f"+7{digits}", f"8{digits}", f"7{digits}", f"+7 {a} {b} {c} {d}", f"8 ({a}) {b}-{c}-{d}",
        f"8({a}){b}{c}{d}", f"8-{a}-{b}-{c}-{d}", f"8 {a} {b} {c}{d}", f"+7({a}) {b} {c} {d}",
        f"8.{a}.{b}.{c}.{d}", f"{a}-{b}-{c}-{d}", f"8 {a}{b} {c} {d}", f"+7-{a}-{b}{c}{d}",
        f"8 {a} {b}-{c}{d}", f"8{a} {b} {c} {d}", f"8 {a}-{b}-{c}-{d}", f"+7 ({a}) {b}-{c}-{d}",
        f"8\u00a0{a}\u00a0{b}\u00a0{c}\u00a0{d}", f"8–{a}–{b}–{c}–{d}",
    )  # fmt: skip
    return random.choice(shapes), digits


def plant_phone(random: Random, planted: Planted) -> str:
    """Phone."""
    written, digits = phone(random)
    planted.digits.append(digits)
    return (
        random.choice(("Мой телефон {}.", "Звоните {}", "тел. {}", "{} Ольга", "Перезвоните: {}!", "ватсап {}"))
        .replace("Ольга", "это мой номер")
        .format(written)
    )


def plant_landline(random: Random, planted: Planted) -> str:
    """Landline."""
    figures = f"{random.randint(2, 7)}{random.randint(0, 9999):04d}"
    written = f"{figures[0]}-{figures[1:3]}-{figures[3:]}"
    planted.exact += [figures, written]
    return random.choice(("Домашний телефон {}.", "тел. {}", "звоните мне {}")).format(written)


def plant_email(random: Random, planted: Planted) -> str:
    """Email."""
    box = f"{random.choice(('masha', 'ivan.petrov', 'kuznec_85', 'o.safina', 'dimon-ural'))}{random.randint(1, 99)}"
    planted.exact.append(box)
    at = random.choice(("@", " @ ", " собака ", "(at)", "[собака]"))
    return f"Пишите на {box}{at}{random.choice(('mail.ru', 'yandex.ru', 'gmail.com', 'bk.ru'))}"


def plant_nick(random: Random, planted: Planted) -> str:
    """Nick."""
    nick = f"{random.choice(('masha_k', 'vasya.ural', 'dimon', 'galinka'))}{random.randint(10, 999)}"
    planted.exact.append(nick)
    shapes = (
        f"мой ник @{nick}",
        f"https://t.me/{nick}",
        f"vk.com/{nick}",
        f"https://vk.ru/{nick}",
        f"ok.ru/{nick}",
        f"[id{random.randint(10**6, 10**9)}|{nick}] видел",
    )
    return random.choice(shapes)


def plant_profile(random: Random, planted: Planted) -> str:
    """Profile."""
    figures = str(random.randint(10**7, 10**9))
    planted.digits.append(figures)
    return random.choice(
        (
            "https://vk.com/id{} моя страница",
            "vk.ru/id{}",
            "ok.ru/profile/{}",
            "@id{} (это я)",
            "m.vk.com/id{}",
            "https://max.ru/u/{}",
        )
    ).format(figures)


def plant_card(random: Random, planted: Planted) -> str:
    """Card."""
    figures = f"{random.choice(('2202', '4276', '5469'))}{random.randint(0, 10**12 - 1):012d}"
    planted.digits.append(figures)
    gap = random.choice((" ", "", "-"))
    return f"Переводили на карту {gap.join(figures[one : one + 4] for one in range(0, 16, 4))}."


def plant_snils(random: Random, planted: Planted) -> str:
    """Snils."""
    figures = f"{random.randint(10**8, 10**9 - 1)}"
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(figures)) % 101 % 100
    planted.digits.append(f"{figures}{total:02d}")
    return random.choice(
        (
            f"СНИЛС {figures[:3]}-{figures[3:6]}-{figures[6:]} {total:02d}",
            f"снилс {figures}{total:02d}",
            f"мой снилс: {figures[:3]} {figures[3:6]} {figures[6:]} {total:02d}",
        )
    )


def plant_inn(random: Random, planted: Planted) -> str:
    """Inn."""
    figures = f"66{random.randint(0, 10**10 - 1):010d}"
    planted.digits.append(figures)
    return f"{random.choice(('ИНН', 'инн:', 'мой ИНН'))} {figures}."


def plant_passport(random: Random, planted: Planted) -> str:
    """Passport."""
    series, figures = f"{random.randint(60, 67)}{random.randint(10, 24)}", f"{random.randint(0, 999999):06d}"
    planted.digits.append(figures)
    return random.choice(
        (
            f"паспорт {series} {figures}",
            f"Паспорт серия {series[:2]} {series[2:]} № {figures}",
            f"паспорт: {series}{figures}",
            f"серия {series} номер {figures}",
        )
    )


def plant_birth(random: Random, planted: Planted) -> str:
    """Birth."""
    day = f"{random.randint(1, 28):02d}.{random.randint(1, 12):02d}.{random.randint(1940, 2015)}"
    planted.exact.append(day)
    return random.choice(("дата рождения {}", "сын {} г.р.", "родилась {}", "{} года рождения", "д.р. {}")).format(day)


def plant_plate(random: Random, planted: Planted) -> str:
    """Plate."""
    letters = [random.choice("АВЕКМНОРСТУХ") for _ in range(3)]
    middle = f"{random.randint(1, 999):03d}"
    written = random.choice(
        (
            f"{letters[0]}{middle}{letters[1]}{letters[2]}96",
            f"{letters[0]} {middle} {letters[1]}{letters[2]} 196",
            f"{letters[0]}{middle}{letters[1]}{letters[2]}".lower() + " 96",
        )
    )
    planted.exact.append(written)
    return f"Машина с номером {written} стоит на газоне."


def plant_flat(random: Random, planted: Planted) -> str:
    """Flat."""
    house, flat = random.randint(1, 99), random.randint(101, 399)
    planted.digits.append(str(flat))
    shapes = (
        f"Живу: ул. Ленина, {house}, кв. {flat}", f"Адрес: Свердлова {house}-{flat}",
        f"ул. Мира, д. {house} - {flat}", f"в квартире {flat} холодно", f"Вершинина {house} кв {flat}",
        f"квартира № {flat}", f"живу в {flat} квартире", f"ул. Карла Маркса, {house}, квартира {flat}",
        f"Коммунистическая д.{house} кв.{flat}",
    )  # fmt: skip
    return random.choice(shapes) + "."
