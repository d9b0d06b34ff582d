"""Tags of the town: a small vocabulary, and the cases of the past month that bear them."""

from datetime import datetime
from typing import Final

from django.db.models import BooleanField, ExpressionWrapper, Q
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


def enter_tags(*, now: datetime) -> None:
    """Enter the vocabulary of the administration once: with the people, so that whoever signs in finds it."""
    if Tag.objects.exists():
        return
    body = Body.objects.get(slug=_OWNER)
    by = load_viewer(Staff.objects.get(email="admin@demo.example").id, on=timezone.localdate(now))
    for name, is_public in {name: is_public for name, is_public, _ in TAGS}.items():
        enter_tag(name, body_id=body.id, is_public=is_public, by=by, now=now)


def tag_case(number: int) -> None:
    """Let a case bear the tags of its words. As if it had always been so: nothing happens to it."""
    under = BodyAncestry.objects.filter(ancestor__slug=_OWNER).values("descendant_id")
    case = Appeal.objects.filter(number=number, body__in=under)
    said = [ExpressionWrapper(Q(search=search_query(word)), BooleanField()) for _, _, word in TAGS]
    for case_id, opened_at, *is_said in case.values_list("id", "opened_at", *said):
        named = {name for (name, _, _), is_so in zip(TAGS, is_said, strict=True) if is_so}
        if not named:
            continue
        borne = [CaseTag(appeal_id=case_id, tag=tag, at=opened_at) for tag in Tag.objects.filter(name__in=named)]
        CaseTag.objects.bulk_create(borne)
        case.update(publication_is_stale=True)
