"""Tags of the town: a small vocabulary, and the cases of the past month that bear them."""

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils import timezone

from otklik.appeals.models import Appeal, CaseTag, Tag
from otklik.appeals.searching import search_query
from otklik.organizations.models import Body, BodyAncestry, Staff
from otklik.organizations.selectors import load_viewer
from otklik.publication.tag_book import enter_tag

TAGS: Final = (
    ("Гололёд", True, "гололёд"),
    ("Гололёд", True, "лёд"),
    ("Возле школы", True, "школа"),
    ("Для родителей", True, "садик"),
    ("Освещение зимой", True, "фонарь"),
    ("На контроле главы", False, "автобус"),
)
"""Name, whether everybody sees it, a word by which its cases are found."""
_OWNER: Final = "administration"
_MOST: Final = 15
"""So many cases a word brings."""


def seed_tags(*, now: datetime) -> None:
    """Enter the vocabulary of the administration once, and let cases bear it."""
    if Tag.objects.exists():
        return
    body = Body.objects.get(slug=_OWNER)
    by = load_viewer(Staff.objects.get(email="admin@demo.example").id, on=timezone.localdate(now))
    ids: dict[str, int] = {}
    for name, is_public, word in TAGS:
        ids[name] = ids.get(name) or enter_tag(name, body_id=body.id, is_public=is_public, by=by, now=now)
        _put_on(ids[name], word, body=body, now=now)


def _put_on(tag_id: int, word: str, *, body: Body, now: datetime) -> None:
    """The newest cases of the word bear the tag. As if it had always been so: nothing happened to them now."""
    under = BodyAncestry.objects.filter(ancestor=body).values("descendant_id")
    found = Appeal.objects.filter(Q(body=body) | Q(body__in=under), search=search_query(word)).order_by("-id")
    cases = list(found.values_list("id", flat=True)[:_MOST])
    CaseTag.objects.bulk_create([CaseTag(appeal_id=one, tag_id=tag_id, at=now) for one in cases], ignore_conflicts=True)
    Appeal.objects.filter(id__in=cases).update(publication_is_stale=True)
