"""A made-up region at full size: bodies, their pages and staff, written in bulk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from django.contrib.auth.hashers import make_password

from otklik.organizations.models import Appointment, Body, BodyAncestry, BodyLevel, Staff, Territory, TerritoryLevel
from otklik.organizations.rights import Role
from otklik.pages.models import Page

PASSWORD = "bench-bench-1"  # noqa: S105
NETWORKS = ("vk", "ok")
_BEGINNINGS = ("Бело", "Верхне", "Красно", "Нижне", "Ново", "Северо", "Старо", "Южно", "Камен", "Солнечно")
_ENDINGS = ("горск", "уральск", "реченск", "озёрск", "заводск", "полянск", "турьинск", "вагинск")
_PEOPLE = ("Азина", "Бажова", "Гагарина", "Мамина-Сибиряка", "Попова", "Татищева", "Чайковского", "Чкалова")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of institution that every town has some of."""

    name: str
    """`{number}`, `{town}` and `{person}` are put in."""
    short_name: str
    sphere: str
    ministry: str


_MINISTRIES = ("здравоохранения", "образования", "культуры", "социальной политики", "физической культуры и спорта")
_KINDS = (
    _Kind("Средняя общеобразовательная школа № {number}", "Школа № {number}", "Образование", "образования"),
    _Kind("Детский сад № {number} «Солнышко»", "Детский сад № {number}", "Образование", "образования"),
    _Kind("Поликлиника № {number} города {town}", "Поликлиника № {number}", "Здравоохранение", "здравоохранения"),
    _Kind("Дом культуры имени {person}", "ДК им. {person}", "Культура", "культуры"),
    _Kind("Библиотека № {number} имени {person}", "Библиотека № {number}", "Культура", "культуры"),
    _Kind("Спортивная школа № {number}", "Спортшкола № {number}", "Физическая культура и спорт",
          "физической культуры и спорта"),
    _Kind("Центр социального обслуживания № {number} города {town}", "ЦСО № {number}", "Социальное обслуживание",
          "социальной политики"),
)  # fmt: skip


def town_names() -> list[str]:
    """The municipalities of the region."""
    return [beginning + ending for ending in _ENDINGS for beginning in _BEGINNINGS]


def build_region(*, pages: int = 7_000, staff: int = 5_000) -> Body:
    """A region with so many pages, two a body, and staff with one appointment each. Returns the body on top."""
    region = Territory.objects.create(level=TerritoryLevel.REGION, name="Горная область", oktmo="65000000")
    bodies = _bodies(region, most=-(-pages // len(NETWORKS)))
    Page.objects.bulk_create(_pages(bodies, most=pages), batch_size=2_000)
    _appoint(bodies, most=staff)
    return bodies[0]


def _bodies(region: Territory, *, most: int) -> list[Body]:
    top = Body(slug="government", name="Правительство области", short_name="Правительство области", territory=region,
               level=BodyLevel.REGION, is_regional_centre=True)  # fmt: skip
    ministries = {
        name: Body(slug=f"ministry-{number}", name=f"Министерство {name} области", short_name=f"Министерство {name}",
                   territory=region, parent=top, level=BodyLevel.MINISTRY)
        for number, name in enumerate(_MINISTRIES)
    }  # fmt: skip
    towns = Territory.objects.bulk_create(
        Territory(level=TerritoryLevel.MUNICIPALITY, parent=region, name=name, oktmo=f"65{number:03}000")
        for number, name in enumerate(town_names(), start=701)
    )
    heads = [
        Body(slug=f"town-{town.id}", name=f"Администрация города {town.name}", short_name=f"Администрация {town.name}",
             territory=town, municipality=town, parent=top, level=BodyLevel.MUNICIPALITY)
        for town in towns
    ]  # fmt: skip
    levels = [[top], list(ministries.values()), heads]
    above = sum(map(len, levels))
    levels.append([body for body, _ in zip(_institutions(heads, ministries), range(most - above), strict=False)])
    for level in levels:
        Body.objects.bulk_create(level, batch_size=2_000)
    bodies = [body for level in levels for body in level]
    BodyAncestry.objects.bulk_create(_ancestry(bodies), batch_size=5_000)
    return bodies


def _institutions(heads: list[Body], ministries: dict[str, Body]) -> Iterator[Body]:
    """One of each kind in each town, then the second of each, and so on without end."""
    for number in count(1):
        for head in heads:
            town = head.territory
            for place, kind in enumerate(_KINDS):
                words = {"number": number, "town": town.name, "person": _PEOPLE[(number + town.id) % len(_PEOPLE)]}
                yield Body(
                    slug=f"{head.slug}-{place}-{number}", name=kind.name.format(**words),
                    short_name=f"{kind.short_name.format(**words)}, {town.name}", sphere=kind.sphere, territory=town,
                    municipality=town, parent=head, founder=ministries[kind.ministry], level=BodyLevel.INSTITUTION,
                )  # fmt: skip


def _ancestry(bodies: Iterable[Body]) -> Iterator[BodyAncestry]:
    for body in bodies:
        above: Body | None = body
        for depth in count():
            if above is None:
                break
            yield BodyAncestry(ancestor=above, descendant=body, depth=depth)
            above = above.parent


def _pages(bodies: list[Body], *, most: int) -> Iterator[Page]:
    places = ((network, body) for network in NETWORKS for body in bodies)
    for number, (network, body) in zip(range(most), places, strict=False):
        name = f"{network}_{body.slug}".replace("-", "_")
        yield Page(
            network=network, external_id=str(30_000_000 + number), name=body.short_name, owner=body,
            municipality_id=body.municipality_id, founder_id=body.founder_id,
            url=f"https://vk.com/{name}" if network == "vk" else f"https://ok.ru/{name}",
        )  # fmt: skip


def _appoint(bodies: list[Body], *, most: int) -> None:
    """The first may do everything; then one or two answer for each body. All have the same password."""
    hashed = make_password(PASSWORD)
    people = Staff.objects.bulk_create(
        (Staff(email=f"person-{number}@region.example", name=f"Сотрудник {number}", password=hashed)
         for number in range(most)),
        batch_size=2_000,
    )  # fmt: skip
    roles = [Role.CURATOR, Role.ADMINISTRATOR]
    posts = [Appointment(staff=person, body=bodies[0], role=role) for person in people[:1] for role in roles]
    posts += [
        Appointment(staff=person, body=bodies[number % len(bodies)], role=_role_of(bodies[number % len(bodies)]))
        for number, person in enumerate(people[1:])
    ]
    Appointment.objects.bulk_create(posts, batch_size=2_000)


def _role_of(body: Body) -> Role:
    return Role.COORDINATOR if body.level == BodyLevel.MUNICIPALITY else Role.CONTENT_MANAGER
