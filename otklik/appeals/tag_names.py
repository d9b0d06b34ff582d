"""By what tags are known: a name is one, whatever bodies have entered it."""

from collections.abc import Collection, Iterable

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, BooleanField, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from otklik.appeals.models import TAG_KEY, CaseTag, Tag
from otklik.organizations.models import BodyAncestry

_MOST_WORDS = 5
_AN_ID, _IS_SO = BigIntegerField(), BooleanField()


def tag_key(name: str) -> str:
    """By what a tag is known: its name in small letters, ё as е, without needless spaces."""
    return " ".join(name.lower().replace("ё", "е").split())


def with_words(rows: QuerySet[Tag], text: str) -> QuerySet[Tag]:
    """Those in whose name all words of a text stand, as `tag_key` writes them."""
    rows = rows.alias(key=TAG_KEY)
    for word in tag_key(text).split()[:_MOST_WORDS]:
        rows = rows.filter(key__contains=word)
    return rows


def one_of_each(rows: QuerySet[Tag]) -> QuerySet[Tag]:
    """Each name once: everybody's tag, else that of the highest body which has it.

    The database chooses them before all else, as one list: of a mere condition it thinks that it holds for one row, and
    reads all of them for each.
    """
    level = BodyAncestry.objects.filter(descendant=OuterRef("body")).order_by("-depth").values("depth")[:1]
    ranked = rows.annotate(key=TAG_KEY, level=Coalesce(Subquery(level), -1)).order_by()
    highest = Func(ArrayAgg("id", order_by=["level", "id"]), template="(%(expressions)s)[1]", output_field=_AN_ID)
    chosen = ranked.values("key").annotate(highest=highest).values("highest")
    is_chosen = Func(
        "id", ArraySubquery(chosen), arg_joiner=" = any(", template="%(expressions)s)", output_field=_IS_SO
    )
    return Tag.objects.filter(is_chosen)


def each_name_once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as it is written first: a case may bear a tag of staff beside a public one of its name."""
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(tag_key(name), name)
    return tuple(once.values())


def of_one_name(tag_ids: Collection[int]) -> dict[int, str]:
    """These tags and all others of their names, retired ones too, with what they are known by.

    The database alone says it, in one look: it writes some letters (İ, Σ) small in another way than `tag_key`.
    """
    keyed = Tag.objects.annotate(key=TAG_KEY)
    found = keyed.filter(key__in=keyed.filter(id__in=tag_ids).values("key"))
    return dict(found.values_list("id", "key"))


def tag_names() -> QuerySet[CaseTag, str]:
    """The names of what a case bears; by the query of the list, so that a row costs no query of its own."""
    borne = CaseTag.objects.filter(appeal=OuterRef("pk")).order_by("tag__name", "tag_id")
    return borne.values_list("tag__name", flat=True)
