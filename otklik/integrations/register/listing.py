"""The rows of the register that a person sees: one a page, one an exemption, one for a body that has neither."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from otklik.integrations.register.columns import Column
from otklik.integrations.register.export import Cell
from otklik.integrations.register.values import BADGE_WORDS, COMPONENT_WORDS, LEVELS
from otklik.organizations.models import Body, Territory
from otklik.organizations.rights import Scope
from otklik.organizations.selectors import list_bodies
from otklik.pages.models import Badge, Exemption, Page
from otklik.pages.public_selectors import look_of

_BADGES = {Badge.CONFIRMED: BADGE_WORDS[True], Badge.ABSENT: BADGE_WORDS[False]}


def list_register(scope: Scope) -> Iterator[dict[Column, Cell]]:
    """By body, in the order in which bodies were entered; a few queries however many there are."""
    ids = [body.id for body in list_bodies(scope)]
    bodies = Body.objects.filter(id__in=ids).order_by("id")
    pages: dict[int, list[Page]] = {}
    for page in Page.objects.filter(owner_id__in=ids, is_active=True).order_by("id"):
        pages.setdefault(page.owner_id, []).append(page)
    exemptions: dict[int, list[Exemption]] = {}
    for exemption in Exemption.objects.filter(body_id__in=ids).order_by("id"):
        exemptions.setdefault(exemption.body_id, []).append(exemption)
    writer = _BodyColumns()
    for body in bodies:
        columns = writer.columns_of(body)
        mine, exempt = pages.get(body.id, []), exemptions.get(body.id, [])
        yield from (columns | _page_columns(page) for page in mine)
        yield from (columns | _exemption_columns(exemption) for exemption in exempt)
        if not mine and not exempt:
            yield columns


class _BodyColumns:
    """What a body's row says of it; founders of one name are told apart by their ОГРН."""

    def __init__(self) -> None:
        found = list(Body.objects.values_list("id", "name", "ogrn"))
        often = Counter(name for _, name, _ in found)
        self._founders = {
            body_id: f"{name} ({ogrn})" if often[name] > 1 and ogrn else name for body_id, name, ogrn in found
        }
        self._towns = {one.id: one for one in Territory.objects.filter(level="municipality")}

    def columns_of(self, body: Body) -> dict[Column, Cell]:
        """The columns that tell of the body."""
        spheres = [one for one in (body.sphere, *body.further_spheres) if one]
        return {
            Column.LEVEL: LEVELS[body.level][0] if body.level else "",
            Column.FOUNDER: self._founders[body.founder_id] if body.founder_id else "",
            Column.NAME: body.name,
            Column.OGRN: body.ogrn,
            **dict(zip((Column.SPHERE, Column.SPHERE_2, Column.SPHERE_3), spheres, strict=False)),
            Column.HEAD: body.head_name,
            Column.HEAD_POST: body.head_post,
            Column.MUNICIPALITY: self._town(body.municipality_id),
        }

    def _town(self, municipality_id: int | None) -> str:
        if municipality_id is None:
            return ""
        town = self._towns[municipality_id]
        return f"{town.name} ({town.oktmo})" if town.oktmo else town.name


def _page_columns(page: Page) -> dict[Column, Cell]:
    return {
        Column.NETWORK: look_of(page.network).short_name,
        Column.PAGE_ID: page.external_id,
        Column.LINK: page.url,
        Column.COMPONENT: "" if page.is_in_component is None else COMPONENT_WORDS[page.is_in_component],
        Column.BADGE: _BADGES.get(Badge(page.badge), ""),
        Column.DESIGN: page.design_percent,
        Column.WIDGETS: page.widgets_count,
        Column.ACTIVITY: page.activity_percent,
        Column.MEMBERS: page.members_count,
        Column.WEEKLY_REACH: page.weekly_reach,
        Column.POST_REACH: page.post_reach,
    }


def _exemption_columns(exemption: Exemption) -> dict[Column, Cell]:
    return {
        Column.EXEMPTION: exemption.reason,
        Column.EXEMPTION_DOCUMENT: exemption.document,
        Column.EXEMPTION_SINCE: _as_day(exemption.since_on),
        Column.EXEMPTION_UNTIL: _as_day(exemption.until_on),
        Column.NETWORK: look_of(exemption.network).short_name if exemption.network else "",
    }


def _as_day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""
