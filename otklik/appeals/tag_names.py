"""By what tags are known: a name is one, whatever bodies have entered it."""

from collections.abc import Collection

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

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
    """Each name once: everybody's tag, else that of the highest body which has it.

    Chosen here, not within one statement: the database takes what it would choose for one row, and reads all for each.
    """
    level = BodyAncestry.objects.filter(descendant=OuterRef("body")).order_by("-depth").values("depth")[:1]
    ranked = rows.annotate(key=TAG_KEY, level=Coalesce(Subquery(level), -1)).order_by("-level", "-id")
    return Tag.objects.filter(id__in=dict(ranked.values_list("key", "id")).values())


def of_one_name(tag_ids: Collection[int]) -> dict[int, str]:
    """These tags and all others of their names, retired ones too, with what they are known by.

    The database alone says it, in one look: it writes some letters (İ, Σ) small in another way than `tag_key`.
    """
    keyed = Tag.objects.annotate(key=TAG_KEY)
    found = keyed.filter(key__in=keyed.filter(id__in=tag_ids).values("key"))
    return dict(found.values_list("id", "key"))
