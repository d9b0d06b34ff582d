"""Deciding which rows are taken: each against the register, against the other rows, and against the person's rights."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from otklik.integrations.register.candidates import (
    BodyRef,
    Candidate,
    each,
    find_body,
    find_founders,
    find_keys,
    find_page,
    find_territory,
    good,
)
from otklik.integrations.register.columns import Column
from otklik.integrations.register.known import Allowed, Known, name_key
from otklik.integrations.register.rows import RegisterRow, RowFault
from otklik.organizations.rights import Place
from otklik.shared.words import marked as _


def judge_rows(
    read: Iterable[tuple[RegisterRow, tuple[RowFault, ...]]], *, known: Known, allowed: Allowed
) -> list[Candidate]:
    """Every row with what speaks against it, as far as can be told before one knows what it would change.

    What a refused row says makes no other row wrong: its page and its ОГРН count as not taken.
    """
    candidates = [Candidate(row, list(faults)) for row, faults in read]
    each(candidates, find_territory, known)
    each(candidates, find_page, known)
    each(candidates, find_body, known)
    find_keys(candidates)
    find_founders(candidates, known)
    for candidate in candidates:
        _refuse_anothers_page(candidate, known)
        _refuse_moving(candidate)
        _refuse_beyond_rights(candidate, known, allowed)
    _refuse_disagreeing(candidates)
    _refuse_twice_told(candidates)
    _refuse_circles(candidates)
    return candidates


def parent_of(candidate: Candidate, known: Known) -> BodyRef:
    """Under which body a new one stands: its founder, else its municipality's administration, else the top."""
    if candidate.founder is not None:
        return candidate.founder
    town = candidate.territory.municipality_id if candidate.territory else None
    return known.administrations.get(town or 0, known.top_id)


def _refuse_anothers_page(candidate: Candidate, known: Known) -> None:
    page, body = candidate.page, candidate.body
    if page and candidate.row.name and (body is None or page.owner_id != body.id):
        owner = known.bodies[page.owner_id].name if page.owner_id in known.bodies else ""
        wrong = _("The register has this page with another body: %(body)s.")
        candidate.refuse(
            Column.LINK, wrong, _("Mend the row, or move the page on its card."), value=candidate.row.link, body=owner
        )


def _refuse_moving(candidate: Candidate) -> None:
    body, territory = candidate.body, candidate.territory
    if body and territory and body.municipality_id != territory.municipality_id:
        wrong = _("The register has this body in another municipality.")
        candidate.refuse(
            Column.MUNICIPALITY, wrong, _("Mend the row, or move the body on its card."),
            value=candidate.row.municipality,
        )  # fmt: skip


def _refuse_beyond_rights(candidate: Candidate, known: Known, allowed: Allowed) -> None:
    if not candidate.row.name:
        return
    place = place_of(candidate, known)
    if not allowed.pages.covers(place):
        wrong = _("This body is outside of what you may edit.")
        candidate.refuse(Column.NAME, wrong, _("Take the row out."), value=candidate.row.name)
    elif candidate.body is None and not allowed.bodies.covers(place):
        wrong = _("The register has no such body, and you may not enter new ones.")
        candidate.refuse(Column.NAME, wrong, _("Ask a curator or an administrator."), value=candidate.row.name)


def place_of(candidate: Candidate, known: Known) -> Place:
    """Where the row's body stands or would stand, as rights see it."""
    body = candidate.body
    if body is not None:
        return Place(body.id, body.municipality_id, body.founder_id)
    parent, founder = parent_of(candidate, known), candidate.founder
    return Place(
        body_id=parent if isinstance(parent, int) else 0,
        municipality_id=candidate.territory.municipality_id if candidate.territory else None,
        founder_id=founder if isinstance(founder, int) else None,
    )


_SAME_OF_A_BODY: tuple[tuple[Column, Callable[[Candidate], object]], ...] = (
    (Column.OGRN, lambda one: name_key(one.row.name)),
    (Column.LEVEL, lambda one: one.row.level),
    (Column.FOUNDER, lambda one: one.founder),
    (Column.SPHERE, lambda one: one.row.spheres),
    (Column.HEAD, lambda one: one.row.head_name),
    (Column.HEAD_POST, lambda one: one.row.head_post),
    (Column.MUNICIPALITY, lambda one: one.territory.id if one.territory else None),
)
"""What all rows of one body must say alike; an empty cell says nothing. Another name is blamed on the ОГРН."""


def _refuse_disagreeing(candidates: list[Candidate]) -> None:
    """Of the rows of one body those stay that most others agree with; of as many, the register's, then the first."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in good(candidates):
        groups.setdefault(candidate.key, []).append(candidate)
    for group in groups.values():
        for column, said in _SAME_OF_A_BODY if len(group) > 1 else ():
            _refuse_minority([one for one in group if one.is_good], column, said)


def _refuse_minority(group: list[Candidate], column: Column, said: Callable[[Candidate], object]) -> None:
    counted = Counter(said(one) for one in group if said(one))
    if len(counted) < 2:
        return
    stands = name_key(group[0].body.name) if group[0].body and column is Column.OGRN else None
    right = max(counted, key=lambda value: (counted[value], value == stands))
    witness = next(one for one in group if said(one) == right)
    for one in group:
        if said(one) and said(one) != right:
            _refuse_against(one, column, witness)


def _refuse_against(candidate: Candidate, column: Column, witness: Candidate) -> None:
    row = str(witness.row.number)
    if column is Column.OGRN:
        wrong = _("In row %(row)s this ОГРН belongs to another body: %(name)s.")
        candidate.refuse(
            column, wrong, _("Mend the ОГРН or the name."), value=candidate.row.ogrn, row=row, name=witness.row.name
        )
        return
    value = {
        Column.LEVEL: candidate.row.level,
        Column.FOUNDER: candidate.row.founder,
        Column.SPHERE: ", ".join(candidate.row.spheres),
        Column.HEAD: candidate.row.head_name,
        Column.HEAD_POST: candidate.row.head_post,
        Column.MUNICIPALITY: candidate.row.municipality,
    }[column]
    wrong = _("Row %(row)s says otherwise of the same body.")
    candidate.refuse(column, wrong, _("Make both rows agree."), value=value, row=row)


def _refuse_twice_told(candidates: list[Candidate]) -> None:
    """The first row of a page or of an exemption stays."""
    ids: dict[Hashable, int] = {}
    names: dict[Hashable, int] = {}
    exempt: dict[Hashable, int] = {}
    for one in list(good(candidates)):
        row = one.row
        if row.has_page:
            _refuse_second(one, (row.network, one.page_id), ids, Column.PAGE_ID, value=one.page_id)
            if one.is_good and row.page_name:
                _refuse_second(one, (row.network, row.page_name), names, Column.LINK, value=row.link)
        elif row.exemption:
            _refuse_second(one, (one.key, row.network), exempt, Column.EXEMPTION, value=row.exemption)


def _refuse_second(one: Candidate, key: Hashable, seen: dict[Hashable, int], column: Column, *, value: str) -> None:
    first = seen.setdefault(key, one.row.number)
    if first != one.row.number:
        wrong = _("The same stands in row %(row)s already.")
        one.refuse(column, wrong, _("Take one of the two rows out, or mend it."), value=value, row=str(first))


def _refuse_circles(candidates: list[Candidate]) -> None:
    """New bodies whose founders lead back to themselves."""
    founders: dict[BodyRef, BodyRef] = {}
    for one in good(candidates):
        if one.body is None and one.founder is not None:
            founders[one.ref] = one.founder
    for one in list(good(candidates)):
        passed: set[BodyRef] = set()
        at: BodyRef | None = one.ref
        while at in founders and at not in passed:
            passed.add(at)
            at = founders[at]
        if at == one.ref and passed:
            wrong = _("The founders lead in a circle back to this body.")
            one.refuse(Column.FOUNDER, wrong, _("Mend the founder in one of the rows."), value=one.row.founder)
