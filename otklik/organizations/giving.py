"""Who may give which role, and take it back. Plain decisions: no Django, no database, no clock.

Nobody gives more than they have: the new post must see nothing that the giver's own post does not reach.
"""

from collections.abc import Iterable

from otklik.organizations.rights import Place, Post, Right, Role, ScopeKind, may, scope_kind, scope_of_post

_MAY_GIVE = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.CURATOR: frozenset(
        {
            Role.COORDINATOR,
            Role.FOUNDER,
            Role.CONTENT_MANAGER,
            Role.EXECUTOR,
            Role.APPROVER,
            Role.MODERATOR,
            Role.ANALYST,
        }
    ),
    Role.COORDINATOR: frozenset({Role.CONTENT_MANAGER, Role.EXECUTOR, Role.APPROVER}),
}
"""Those whose work one answers for; nobody but an administrator makes another of the own kind."""


def roles_to_give(posts: Iterable[Post]) -> list[Role]:
    """The roles that these posts may give somewhere, in the order of the list of roles."""
    given = frozenset[Role]().union(*(_MAY_GIVE.get(post.role, frozenset()) for post in posts))
    return [role for role in Role if role in given]


def may_give(posts: Iterable[Post], *, new: Post, reaches: Iterable[Place]) -> bool:
    """Whether one of the giver's posts alone may give this post. `reaches`: the body and all bodies under it."""
    places = list(reaches)
    return any(_is_within(post, new=new, places=places) for post in posts)


def _is_within(post: Post, *, new: Post, places: list[Place]) -> bool:
    if new.role not in _MAY_GIVE.get(post.role, frozenset()) or not may((post.role,), Right.EDIT_STAFF):
        return False
    scope = scope_of_post(post)
    if scope.everything:
        return True
    if not all(scope.covers(place) for place in places):
        return False
    kind = scope_kind(new)
    if kind is ScopeKind.MUNICIPALITY:
        return new.municipality_id in scope.municipality_ids
    if kind is ScopeKind.SPHERE:
        return new.body_id in scope.founder_ids
    return kind is ScopeKind.OWN_BODIES
