"""What the good rows of a table change: each body, page and exemption with its values before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from otklik.integrations.models.register import Kind
from otklik.integrations.register.candidates import BodyRef, Candidate, good
from otklik.integrations.register.cells import plain
from otklik.integrations.register.columns import Column
from otklik.integrations.register.judging import parent_of, place_of
from otklik.integrations.register.known import Allowed, Known, KnownBody
from otklik.integrations.register.page_changes import changes_of_page, said_of_page, values_of_new_page
from otklik.shared.words import marked as _

LONGEST_SHORT_NAME = 120
_NO_FULL_NAME = _("This is no full name of a person: the head is left as it is. Write it without initials.")


@dataclass(frozen=True, slots=True)
class Change:
    """One object that is entered, or whose values change."""

    kind: Kind
    row: int
    object_id: int | None = None
    """None: it is new."""
    key: str = ""
    """Of a new body: other changes name it by this."""
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    """Values by field; `founder`, `parent`, `owner` and `body` are a body's number or its key."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the table says and the register did not take over, with a reason."""

    row: int
    column: Column
    said: str
    stands: str
    why: str
    """Marked for translation."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import would do."""

    changes: tuple[Change, ...]
    kept: tuple[Kept, ...]
    refused: tuple[Candidate, ...]
    good_count: int


def plan_changes(candidates: list[Candidate], *, known: Known, allowed: Allowed, on: date) -> Plan:
    """What the rows that nothing speaks against change. `on` is the day on which their marks count as seen."""
    for candidate in list(good(candidates)):
        _refuse_changing_bodies(candidate, known, allowed)
    taken = list(good(candidates))
    for candidate in taken:
        if candidate.row.passed_head:
            stands = candidate.body.head_name if candidate.body else ""
            candidate.notes.append((Column.HEAD, stands, _NO_FULL_NAME))
    keys = {one.key for one in taken if one.body is None}
    for candidate in taken:
        if isinstance(candidate.founder, str) and candidate.founder not in keys:
            why = _("The founder's own row is refused. Mend it and bring the table again.")
            candidate.notes.append((Column.FOUNDER, "", why))
            candidate.founder = None
    changes = [*_of_bodies(taken, known), *_of_pages(taken, on), *_of_exemptions(taken, known)]
    return Plan(
        changes=tuple(changes),
        kept=tuple(_kept_of(taken)),
        refused=tuple(one for one in candidates if not one.is_good),
        good_count=len(taken),
    )


def shortened(name: str) -> str:
    """A name for places with little room."""
    return name if len(name) <= LONGEST_SHORT_NAME else f"{name[: LONGEST_SHORT_NAME - 1].rstrip()}…"


def _refuse_changing_bodies(candidate: Candidate, known: Known, allowed: Allowed) -> None:
    if candidate.body is None or allowed.bodies.covers(place_of(candidate, known)):
        return
    for changed in _body_values(candidate, candidate.body):
        if column := _COLUMN_OF.get(changed):
            wrong = _("The register says otherwise of this body, and you may not change bodies.")
            candidate.refuse(
                column, wrong, _("Write what the register says, or ask a curator or an administrator."),
                value=_said(candidate, column),
            )  # fmt: skip


_COLUMN_OF = {
    "name": Column.NAME, "level": Column.LEVEL, "ogrn": Column.OGRN, "founder": Column.FOUNDER,
    "sphere": Column.SPHERE, "head_name": Column.HEAD, "head_post": Column.HEAD_POST,
}  # fmt: skip
"""Of the values of a body those that a refusal names."""


def _said(candidate: Candidate, column: Column) -> str:
    row = candidate.row
    return {
        Column.NAME: row.name,
        Column.LEVEL: row.level,
        Column.OGRN: row.ogrn,
        Column.FOUNDER: row.founder,
        Column.SPHERE: ", ".join(row.spheres),
        Column.HEAD: row.head_name,
        Column.HEAD_POST: row.head_post,
    }[column]


def _of_bodies(taken: Iterable[Candidate], known: Known) -> Iterator[Change]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in taken:
        groups.setdefault(candidate.key, []).append(candidate)
    for key, group in groups.items():
        first, body = group[0], group[0].body
        if body is None:
            yield Change(Kind.BODY, first.row.number, key=key, after=_new_body(group, known))
            continue
        after: dict[str, object] = {}
        for one in group:
            after |= _body_values(one, body)
        if "head_name" in after:
            after |= _head(group)
        if after:
            yield Change(Kind.BODY, first.row.number, object_id=body.id, before=_before(body, after), after=after)


def _new_body(group: list[Candidate], known: Known) -> dict[str, object]:
    """The values of a body that the register does not have; each from the first row that tells it."""
    first = group[0]
    territory = next((one.territory for one in group if one.territory), None)
    spheres = next((one.row.spheres for one in group if one.row.spheres), ())
    settled = next((one for one in group if one.founder is not None), first)
    return {
        "name": first.row.name,
        "short_name": shortened(first.row.name),
        "level": next((one.row.level for one in group if one.row.level), ""),
        "ogrn": next((one.row.ogrn for one in group if one.row.ogrn), ""),
        **_spheres(spheres),
        **_head(group),
        "founder": settled.founder,
        "parent": parent_of(settled, known),
        "territory_id": territory.id if territory else known.region_id,
        "municipality_id": territory.municipality_id if territory else None,
    }


def _body_values(candidate: Candidate, body: KnownBody) -> dict[str, object]:
    """What the row says otherwise than the register has it."""
    row, values = candidate.row, dict[str, object]()
    if row.name != plain(body.name):
        values["name"] = row.name
        if body.short_name == shortened(body.name):
            values["short_name"] = shortened(row.name)
    if row.level and row.level != body.level:
        values["level"] = row.level
    if row.ogrn and row.ogrn != body.ogrn:
        values["ogrn"] = row.ogrn
    if row.spheres and row.spheres != tuple(filter(None, map(plain, body.spheres))):
        values |= _spheres(row.spheres)
    if row.head_name and row.head_name != body.head_name:
        values |= _head([candidate])  # another person, and the post of the one before goes
    elif row.head_post and row.head_post != plain(body.head_post):
        values["head_post"] = row.head_post
    if candidate.founder is not None and candidate.founder != body.founder_id:
        values["founder"] = candidate.founder
    return values


def _spheres(spheres: tuple[str, ...]) -> dict[str, object]:
    return {"sphere": spheres[0] if spheres else "", "further_spheres": list(spheres[1:])}


def _head(group: Iterable[Candidate]) -> dict[str, object]:
    """Who heads the body and as what, each from the first row that tells it."""
    rows = [one.row for one in group]
    return {
        "head_name": next((row.head_name for row in rows if row.head_name), ""),
        "head_post": next((row.head_post for row in rows if row.head_post), ""),
    }


def _before(body: KnownBody, after: dict[str, object]) -> dict[str, object]:
    standing: dict[str, object] = {
        "name": body.name,
        "short_name": body.short_name,
        "level": body.level,
        "ogrn": body.ogrn,
        "founder": body.founder_id,
        "sphere": body.spheres[0],
        "further_spheres": list(body.spheres[1:]),
        "head_name": body.head_name,
        "head_post": body.head_post,
    }
    return {name: standing[name] for name in after}


def _of_pages(taken: Iterable[Candidate], on: date) -> Iterator[Change]:
    towns: dict[BodyRef, int | None] = {}
    founders: dict[BodyRef, BodyRef | None] = {}
    rows = list(taken)
    for one in rows:
        if one.body is not None:
            towns[one.ref], founders[one.ref] = one.body.municipality_id, one.founder or one.body.founder_id
        else:
            towns[one.ref] = one.territory.municipality_id if one.territory else towns.get(one.ref)
            founders[one.ref] = one.founder if one.founder is not None else founders.get(one.ref)
    for one in rows:
        if not one.row.has_page:
            continue
        if one.page is not None:
            before, after = changes_of_page(one, one.page, on=on)
            if after:
                yield Change(Kind.PAGE, one.row.number, object_id=one.page.id, before=before, after=after)
            continue
        place: dict[str, object] = {
            "owner": one.ref, "municipality_id": towns[one.ref], "founder": founders[one.ref],
            "name": shortened(one.row.name),
        }  # fmt: skip
        yield Change(Kind.PAGE, one.row.number, after=place | values_of_new_page(one, on=on))


def _of_exemptions(taken: Iterable[Candidate], known: Known) -> Iterator[Change]:
    for one in taken:
        row = one.row
        if row.has_page or not row.exemption:
            continue
        standing = known.exemptions.get((one.body.id, row.network)) if one.body else None
        said: dict[str, object] = {
            "reason": row.exemption,
            "document": row.exemption_document,
            "since_on": row.exempt_since,
            "until_on": row.exempt_until,
        }
        if standing is None:
            yield Change(Kind.EXEMPTION, row.number, after={"body": one.ref, "network": row.network, **said})
            continue
        stands = {name: getattr(standing, name) for name in said}
        after = {name: value for name, value in said.items() if value and value != _as_told(stands[name])}
        if after:
            before = {name: stands[name] for name in after}
            yield Change(Kind.EXEMPTION, row.number, object_id=standing.id, before=before, after=after)


def _as_told(value: object) -> object:
    """A text as a cell of a table holds it."""
    return plain(value) if isinstance(value, str) else value


def _kept_of(taken: Iterable[Candidate]) -> Iterator[Kept]:
    for one in taken:
        for column, stands, why in one.notes:
            row = one.row
            said = {Column.FOUNDER: row.founder, Column.HEAD: row.passed_head}.get(column) or said_of_page(one, column)
            yield Kept(row.number, column, said, stands, why)
