"""By what tags are known: a name is one, whatever bodies have entered it."""

from collections.abc import Collection

from django.db.models import OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from otklik.appeals.models import TAG_KEY, Tag
from otklik.organizations.models import BodyAncestry

_MOST_WORDS = 5


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
    """Each name once: everybody's tag, else that of the highest body which has it."""
    level = BodyAncestry.objects.filter(descendant=OuterRef("body")).order_by("-depth").values("depth")[:1]
    place = Window(RowNumber(), partition_by=TAG_KEY, order_by=[Coalesce(Subquery(level), -1).asc(), "id"])
    return Tag.objects.filter(id__in=rows.alias(place=place).filter(place=1).values("id"))


def of_one_name(tag_ids: Collection[int]) -> dict[int, str]:
    """These tags and all others of their names, retired ones too, with what they are known by.

    The database alone says it, in one look: it writes some letters (İ, Σ) small in another way than `tag_key`.
    """
    keyed = Tag.objects.annotate(key=TAG_KEY)
    found = keyed.filter(key__in=keyed.filter(id__in=tag_ids).values("key"))
    return dict(found.values_list("id", "key"))
