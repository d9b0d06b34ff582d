"""Bodies as a tree for the desk: one level at a time, or what fits some words; thousands of them feel like ten."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower, Replace

from otklik.organizations.models import Body
from otklik.organizations.rights import Scope
from otklik.organizations.selectors import BodyChoice, bodies_within, within
from otklik.shared.text import fold

_A_PAGE = 100
_MOST_WORDS = 8
_MOST_CHOICES = 20


@dataclass(frozen=True, slots=True)
class After:
    """After which row a page of the list goes on."""

    id: int
    name: str

    def __str__(self) -> str:
        return f"{self.id}_{self.name}"

    @classmethod
    def find_in(cls, text: str) -> "After | None":
        """The place that an address carries; None where there is none or it is nonsense."""
        number, _, name = text.partition("_")
        return cls(int(number), name[:200]) if number.isdecimal() and len(number) <= 18 else None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in the tree, or among those found."""

    slug: str
    short_name: str
    level: str
    sphere: str
    territory: str
    above: str
    """The body above it; empty at the top."""
    below_count: int
    """Bodies right below it that are at work."""
    is_active: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of bodies, and where the next one goes on."""

    rows: tuple[BodyRow, ...]
    next: After | None


def list_tops(scope: Scope, *, after: After | None = None) -> Listed:
    """The bodies of a scope that stand below none of it: where its tree begins."""
    tops = Q(parent=None)
    if not scope.everything:
        tops |= ~within(scope, body="parent", municipality="parent__municipality", founder="parent__founder")
    return _page(_seen(scope).filter(tops, is_active=True), after=after)


def list_below(scope: Scope, slug: str, *, after: After | None = None) -> Listed:
    """The bodies of a scope right below one."""
    return _page(_seen(scope).filter(parent__slug=slug, is_active=True), after=after)


def search_bodies(scope: Scope, text: str, *, after: After | None = None) -> Listed:
    """The bodies of a scope with all of these words in their names, address or ОГРН; also closed ones."""
    return _page(_with_words(_seen(scope), text), after=after)


def count_bodies(scope: Scope) -> int:
    """How many bodies at work a scope holds."""
    return _seen(scope).filter(is_active=True).count()


def list_choices(text: str, *, scope: Scope | None = None) -> list[BodyChoice]:
    """The first bodies at work with these words, to choose from; None: of the whole region."""
    bodies = Body.objects.filter(is_active=True) if scope is None else _seen(scope).filter(is_active=True)
    return [_choice(body) for body in _with_words(bodies, text).order_by("short_name", "id")[:_MOST_CHOICES]]


def find_choice(text: str, *, scope: Scope | None = None) -> BodyChoice | None:
    """The one body that a person wrote by its name, or by its name in addresses; None where it is not clear which.

    With a scope only those of it that are at work.
    """
    bodies = Body.objects.all() if scope is None else _seen(scope).filter(is_active=True)
    found = bodies.filter(Q(slug=text) | Q(name__iexact=text) | Q(short_name__iexact=text))[:2]
    return _choice(found[0]) if len(found) == 1 else None


def _choice(body: Body) -> BodyChoice:
    return BodyChoice(id=body.id, slug=body.slug, name=body.name, short_name=body.short_name)


def _seen(scope: Scope) -> QuerySet[Body]:
    return Body.objects.filter(bodies_within(scope))


def _with_words(bodies: QuerySet[Body], text: str) -> QuerySet[Body]:
    named = Concat("name", Value(" "), "short_name", Value(" "), "slug", Value(" "), "ogrn", output_field=TextField())
    bodies = bodies.alias(words=Replace(Lower(named), Value("ё"), Value("е"), output_field=TextField()))
    for word in fold(text).split()[:_MOST_WORDS]:
        bodies = bodies.filter(words__contains=word)
    return bodies


def _page(bodies: QuerySet[Body], *, after: After | None) -> Listed:
    if after is not None:
        bodies = bodies.filter(Q(short_name__gt=after.name) | Q(short_name=after.name, id__gt=after.id))
    rows = list(
        bodies.order_by("short_name", "id").annotate(
            territory_name=F("territory__name"),
            above_name=F("parent__short_name"),
            below_count=Count("children", filter=Q(children__is_active=True)),
        )[: _A_PAGE + 1]
    )
    last = rows[_A_PAGE - 1] if len(rows) > _A_PAGE else None
    return Listed(
        rows=tuple(_row(body) for body in rows[:_A_PAGE]), next=After(last.id, last.short_name) if last else None
    )


def _row(body: Body) -> BodyRow:
    return BodyRow(
        slug=body.slug,
        short_name=body.short_name,
        level=body.level,
        sphere=body.sphere,
        territory=getattr(body, "territory_name", ""),
        above=getattr(body, "above_name", "") or "",
        below_count=getattr(body, "below_count", 0),
        is_active=body.is_active,
    )
