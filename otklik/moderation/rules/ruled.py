"""Whose page has which rules, and who may enter others."""

from otklik.organizations.reach import demand_rules_of_all
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.pages.models import Page
from otklik.pages.selectors import access_page


def access_ruled(viewer: Viewer, page_id: int | None, *, to_enter: bool = False) -> Page | None:
    """The page whose rules this person keeps; None: what holds for all pages without rules of their own.

    Who keeps the rules of some page may read those of all; to enter them takes the whole region.
    Raises NotSeen, HoldsForAll.
    """
    if page_id is not None:
        return access_page(viewer, page_id, right=Right.EDIT_RULES)
    if to_enter:
        demand_rules_of_all(viewer)
    return None
