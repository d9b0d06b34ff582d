"""Permissions to change the tree of bodies: no change may let the person, or others, see more of the region.

Who sees what follows from the tree, so whoever looks after one town must not carry a body of it into another one.
"""

from otklik.organizations.errors import HoldsForAll, NotPossible
from otklik.organizations.models import Body, Territory, TerritoryLevel
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


def place_of(body: Body) -> Place:
    """Where a body stands, for the question who sees it."""
    return Place(body.id, body.municipality_id, body.founder_id)


def municipality_of(territory: Territory | None) -> Territory | None:
    """The municipality that a territory is or lies in; None for the region."""
    while territory is not None and territory.level != TerritoryLevel.MUNICIPALITY:
        territory = territory.parent
    return territory


def demand_body(by: Viewer | None, body: Body) -> None:
    """The person looks after this body. Raises NotPossible."""
    if by is not None and not by.scope(Right.EDIT_BODIES).covers(place_of(body)):
        raise NotPossible(
            _("You do not look after that body: %(body)s."),
            mend=_("Choose one of yours, or ask the curator of the region."),
            values={"body": body.name},
        )


def demand_municipality(by: Viewer | None, municipality_id: int | None) -> None:
    """The person looks after this municipality; None: after the whole region. Raises NotPossible."""
    scope = by.scope(Right.EDIT_BODIES) if by else None
    if scope and not scope.everything and municipality_id not in scope.municipality_ids:
        raise NotPossible(
            _("You do not look after that territory."), mend=_("Ask the curator of the region, or an administrator.")
        )


def demand_region(by: Viewer | None) -> None:
    """The person looks after the whole region. Raises NotPossible."""
    if by is not None and not by.scope(Right.EDIT_BODIES).everything:
        raise NotPossible(
            _("Only those who look after the whole region may do this: it changes who sees what."),
            mend=_("Ask the curator of the region, or an administrator."),
        )


def demand_rules_of_all(by: Viewer) -> None:
    """The person keeps the rules of the whole region. Raises HoldsForAll."""
    if not by.scope(Right.EDIT_RULES).everything:
        raise HoldsForAll


def keeps_rules_over(by: Viewer, territory: Territory) -> bool:
    """Whether the person keeps the rules of all that stands in a territory: of its municipality, or of the region."""
    scope, town = by.scope(Right.EDIT_RULES), municipality_of(territory)
    return scope.everything or (town is not None and town.id in scope.municipality_ids)
