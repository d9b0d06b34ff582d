"""The closure table of the tree of bodies: a row for every body with every body above it."""

from django.db import connection

from otklik.organizations.models import BodyAncestry

_DETACH = """
delete from organizations_bodyancestry as pair
 using organizations_bodyancestry as above, organizations_bodyancestry as below
 where above.descendant_id = %(body)s and above.ancestor_id <> %(body)s and below.ancestor_id = %(body)s
   and pair.ancestor_id = above.ancestor_id and pair.descendant_id = below.descendant_id
"""
_ATTACH = """
insert into organizations_bodyancestry (ancestor_id, descendant_id, depth)
select above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
  from organizations_bodyancestry as above, organizations_bodyancestry as below
 where above.descendant_id = %(parent)s and below.ancestor_id = %(body)s
"""


def lock_tree() -> None:
    """One change of the tree at a time, until the transaction ends: two at once could make a cycle."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('otklik tree', 1))")


def attach_subtree(body_id: int, *, under: int | None) -> None:
    """Move a body with its subtree under another body; None: to the top. The caller excludes cycles."""
    BodyAncestry.objects.bulk_create(
        [BodyAncestry(ancestor_id=body_id, descendant_id=body_id, depth=0)], ignore_conflicts=True
    )
    with connection.cursor() as cursor:
        cursor.execute(_DETACH, {"body": body_id})
        if under is not None:
            cursor.execute(_ATTACH, {"body": body_id, "parent": under})


def stands_under(body_id: int, *, above: int) -> bool:
    """Whether a body is this other one, or stands anywhere under it."""
    return BodyAncestry.objects.filter(ancestor_id=above, descendant_id=body_id).exists()
