"""A row on its way into the register: held against what is there, with everything that speaks against it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from otklik.integrations.register.columns import Column
from otklik.integrations.register.known import (
    Known,
    KnownBody,
    KnownPage,
    KnownTerritory,
    municipality_key,
    name_key,
    nearest_name,
)
from otklik.integrations.register.rows import RegisterRow, RowFault
from otklik.shared.words import marked as _

_CODE = re.compile(r"(?<!\d)\d{7,11}(?!\w)")

_DIGITS_OF_TOWN = (7, 8)
"""An ОКТМО of a municipality has eight, the first of which may be a zero that a table program dropped."""

type BodyRef = int | str

"""A body of the register by its number, or one that the table brings by its key."""

_OGRN = re.compile(r"(?<!\d)\d{13}(?!\d)")

_WRITE_OGRN = _("Write its ОГРН instead of the name.")


@dataclass(slots=True)
class Candidate:
    """One row with what was found for it; the row itself does not change."""

    row: RegisterRow
    faults: list[RowFault]
    body: KnownBody | None = None
    """The row's body, where the register has it."""
    page: KnownPage | None = None
    page_id: str = ""
    territory: KnownTerritory | None = None
    founder: BodyRef | None = None
    key: str = ""
    """The same for all rows of one body."""
    notes: list[tuple[Column, str, str]] = field(default_factory=list)
    """What was left as it stands although the table says otherwise: column, what stands, why."""

    @property
    def is_good(self) -> bool:
        """Nothing speaks against it so far."""
        return not self.faults

    @property
    def ref(self) -> BodyRef:
        """The row's body."""
        return self.body.id if self.body else self.key

    def refuse(self, column: Column, reason: str, mend: str = "", *, value: str = "", **values: str) -> None:
        """Note what is wrong with the row."""
        self.faults.append(RowFault(self.row.number, column, value, reason, mend, values))


def find_territory(candidate: Candidate, known: Known) -> None:
    """The municipality of the row, by code, by name or by both."""
    text = candidate.row.municipality
    if not text:
        return

    def refuse(reason: str, mend: str) -> None:
        candidate.refuse(Column.MUNICIPALITY, reason, mend, value=text)

    code, name = code_in(text), name_in(text)
    by_code = territory_of_code(code, known) if code else None
    by_name = known.by_territory_name.get(municipality_key(name), ()) if name else ()
    if code and by_code is None:
        candidate.territory = _without_code(by_name, code)
        if len(code.zfill(8)) not in (8, 11):
            refuse(_("An ОКТМО has 8 or 11 digits."), _("Take it from the classifier."))
        elif candidate.territory is None:
            refuse(_("The register has no municipality of this ОКТМО."), _("Mend the code, or enter the municipality."))
        return
    _find_by_both(candidate, by_code, by_name, known)


def _without_code(by_name: Sequence[KnownTerritory], code: str) -> KnownTerritory | None:
    """The municipality that the register has without a code: nothing contradicts."""
    return by_name[0] if len(by_name) == 1 and not by_name[0].oktmo and len(code.zfill(8)) in (8, 11) else None


def _find_by_both(
    candidate: Candidate, by_code: KnownTerritory | None, by_name: Sequence[KnownTerritory], known: Known
) -> None:
    text = candidate.row.municipality

    def refuse(reason: str, mend: str, **values: str) -> None:
        candidate.refuse(Column.MUNICIPALITY, reason, mend, value=text, **values)

    if by_code is not None:
        if by_name and all(one.municipality_id != by_code.municipality_id for one in by_name):
            refuse(_("The name and the ОКТМО belong to different municipalities."), _("Mend the one that is wrong."))
        candidate.territory = by_code
    elif len(by_name) == 1:
        candidate.territory = by_name[0]
    elif by_name:
        refuse(_("Several municipalities are called so."), _("Write the ОКТМО."))
    elif not _is_region(name_in(text), known):
        wrong = _("The register has no municipality of this name.")
        if like := nearest_name(municipality_key(name_in(text)), known.town_names):
            refuse(wrong, _("Is it “%(name)s”? Mend the name, or add the ОКТМО of a new one."), name=like)
        else:
            refuse(wrong, _("Mend the name, or add the ОКТМО of a new one."))


def _is_region(name: str, known: Known) -> bool:
    return any(one.id == known.region_id and name_key(one.name) == name_key(name) for one in known.territories)


def find_page(candidate: Candidate, known: Known) -> None:
    """The page of the row in the register, and its id where the row has only an address that the register knows."""
    row = candidate.row
    if not row.has_page or not row.network:
        return
    by_name = known.pages.get(known.page_names.get((row.network, row.page_name), 0)) if row.page_name else None
    if not row.page_id:
        candidate.page = by_name
        candidate.page_id = by_name.external_id if by_name else ""
        if by_name is None and candidate.is_good:
            wrong = _("The id of the page is missing: its address does not tell it, and the register does not know it.")
            candidate.refuse(Column.PAGE_ID, wrong, _("Enter the number of the page in its network."))
        return
    candidate.page, candidate.page_id = known.by_page.get((row.network, row.page_id)), row.page_id
    if by_name and by_name.external_id != row.page_id:
        wrong = _("The register knows another page under this address: its id is %(id)s.")
        candidate.refuse(Column.LINK, wrong, _("Mend the id or the link."), value=row.link, id=by_name.external_id)
    if candidate.page and not candidate.page.is_active:
        candidate.refuse(
            Column.LINK, _("This page was taken out of the register."), _("Take it back on its card first."),
            value=row.link,
        )  # fmt: skip


def find_body(candidate: Candidate, known: Known) -> None:
    """The body of the row in the register: by ОГРН, by its page, by name."""
    row, found = candidate.row, None
    if row.ogrn:
        found = known.by_ogrn.get(row.ogrn)
    if found is None and row.name:
        fitting = [
            body
            for body in known.by_name.get(name_key(row.name), ())
            if not (body.ogrn and row.ogrn) and _is_near(candidate, body)
        ]
        owner = candidate.page.owner_id if candidate.page else 0
        found = _only([body for body in fitting if body.id == owner]) or _only(
            [body for body in fitting if body.is_active]
        )
        if found is None and len(fitting) > 1:
            wrong = _("The register has several bodies of this name.")
            candidate.refuse(Column.NAME, wrong, _("Enter the ОГРН."), value=row.name)
    candidate.body = found
    if found and not found.is_active:
        wrong = _("This body is closed in the register.")
        candidate.refuse(Column.NAME, wrong, _("Take the row out, or open the body again."), value=row.name)


def _is_near(candidate: Candidate, body: KnownBody) -> bool:
    """Bodies of one name in other municipalities are others; where the row names none, any will do."""
    if candidate.territory is None:
        return True
    return body.municipality_id == candidate.territory.municipality_id


def find_keys(candidates: Iterable[Candidate]) -> None:
    """Give all rows of one body the same key: its number, else its ОГРН, else name and municipality."""
    ones = list(candidates)
    numbers: dict[str, set[str]] = {}
    for one in ones:
        if one.row.ogrn:
            numbers.setdefault(_name_in_place(one), set()).add(one.row.ogrn)
    for one in ones:
        near = numbers.get(_name_in_place(one), set())
        ogrn = one.row.ogrn or (next(iter(near)) if len(near) == 1 else "")
        one.key = f"#{one.body.id}" if one.body else ogrn or _name_in_place(one)


def _name_in_place(candidate: Candidate) -> str:
    place = candidate.territory.municipality_id if candidate.territory else None
    return f"{name_key(candidate.row.name)}@{place or ''}"


def find_founders(candidates: list[Candidate], known: Known) -> None:
    """The founder of each row's body: of the register, or of another row of the table, be that one good or not."""
    brought: dict[str, dict[str, Candidate]] = {}
    for one in candidates:
        for word in (name_key(one.row.name), one.row.ogrn):
            if word:
                brought.setdefault(word, {})[one.key] = one
    names = known.names | {name_key(one.row.name): one.row.name for one in candidates if one.row.name}
    nearest = cache(lambda said: nearest_name(said, names))
    for one in candidates:
        if one.row.founder:
            one.founder = _founder_of(one, known, brought, nearest=nearest)


def _founder_of(
    candidate: Candidate, known: Known, brought: dict[str, dict[str, Candidate]], *, nearest: Callable[[str], str]
) -> BodyRef | None:
    text = candidate.row.founder

    def refuse(reason: str, mend: str, **values: str) -> None:
        candidate.refuse(Column.FOUNDER, reason, mend, value=text, **values)

    ogrn = next(iter(_OGRN.findall(text)), "")
    word = ogrn or name_key(text)
    standing = [known.by_ogrn[ogrn]] if ogrn in known.by_ogrn else [] if ogrn else list(known.by_name.get(word, ()))
    standing = [body for body in standing if body.is_active]
    refs: dict[BodyRef, int | None] = {body.id: body.municipality_id for body in standing}
    for one in brought.get(word, {}).values():
        refs[one.ref] = one.territory.municipality_id if one.territory else None
    if not refs:
        wrong = _("The founder is neither in the register nor in the table.")
        if like := nearest(text):
            refuse(wrong, _("Is it “%(name)s”? Mend the name, or add a row for it."), name=like)
        else:
            refuse(wrong, _("Mend the name, or add a row for it."))
        return None
    if len(refs) > 1:
        refs = _nearest(candidate, refs)
    if len(refs) > 1:
        refuse(_("Several bodies are called like the founder."), _WRITE_OGRN)
        return None
    ref = next(iter(refs))
    if ref == candidate.ref:
        refuse(_("A body cannot be its own founder."), _("Enter the founder, or leave the cell empty."))
        return None
    return ref


def _nearest(candidate: Candidate, refs: dict[BodyRef, int | None]) -> dict[BodyRef, int | None]:
    """Of founders of one name the one that the register has for this body, or the one of the same municipality."""
    if candidate.body and candidate.body.founder_id in refs:
        return {candidate.body.founder_id: None}
    town = candidate.territory.municipality_id if candidate.territory else None
    near = {ref: place for ref, place in refs.items() if place == town}
    return near if len(near) == 1 else refs


def _only[T](ones: list[T]) -> T | None:
    return ones[0] if len(ones) == 1 else None


def each(candidates: Iterable[Candidate], look: Callable[[Candidate, Known], None], known: Known) -> None:
    """Look at every row."""
    for candidate in candidates:
        look(candidate, known)


def good(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those that nothing speaks against."""
    return (candidate for candidate in candidates if candidate.is_good)


def code_in(text: str) -> str:
    """The ОКТМО that stands in the text; empty where none does."""
    return next(iter(_CODE.findall(text)), "")


def name_in(text: str) -> str:
    """What stands beside the ОКТМО, without brackets."""
    return " ".join(_CODE.sub(" ", text).replace("(", " ").replace(")", " ").split()).strip(" ,;")


def territory_of_code(code: str, known: Known) -> KnownTerritory | None:
    """A table program drops a leading zero; the last three digits name a place in the municipality."""
    for digits in (code, f"0{code}"):
        if len(digits) in (8, 11) and (found := known.by_oktmo.get(digits) or known.by_oktmo.get(digits[:8])):
            return found
    return None


def list_new_towns(rows: Iterable[RegisterRow], known: Known) -> dict[str, str]:
    """ОКТМО → name of each municipality to enter: the row tells both, neither is known, and it lies in the region."""
    found: dict[str, str] = {}
    for row in rows:
        name, code = name_in(row.municipality), code_in(row.municipality)
        if not name or len(code) not in _DIGITS_OF_TOWN or territory_of_code(code, known) is not None:
            continue
        if municipality_key(name) not in known.by_territory_name and code.zfill(8).startswith(known.region_digits):
            found.setdefault(code.zfill(8), name)
    return found
