"""Validates the card of a body. Each error says which entry, why, and how to mend it."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email, validate_slug
from django.db.models import CharField

from otklik.organizations.closure import stands_under
from otklik.organizations.errors import MakesCircle, UnfitEntry
from otklik.organizations.models import Body, BodyLevel
from otklik.organizations.numbers import check_ogrn
from otklik.shared.full_names import is_full_name
from otklik.shared.words import marked as _

RESERVED_SLUGS = frozenset({"new", "choices"})
"""Addresses of the desk stand where a body's would."""
_LENGTHS = {field.name: field.max_length for field in Body._meta.concrete_fields if isinstance(field, CharField)}
_SPHERES_BESIDE = 2


def check_card(body: Body) -> None:
    """Raise UnfitEntry at the first entry that cannot be right."""
    _check_names(body)
    _check_ogrn(body)
    _check_contacts(body)
    _check_head(body)
    _check_hours(body)
    _check_place(body)


def _check_names(body: Body) -> None:
    if body.slug in RESERVED_SLUGS or not _is_slug(body.slug):
        raise UnfitEntry(
            _("“%(slug)s” cannot be the name in addresses."),
            field="slug",
            mend=_("Use Latin letters, digits and hyphens: school-8."),
            values={"slug": body.slug},
        )
    for field in ("name", "short_name"):
        if not getattr(body, field).strip():
            raise UnfitEntry(_("The body has no name."), field=field, mend=_("Write it as the document has it."))
    for field, length in _LENGTHS.items():
        if length and len(getattr(body, field)) > length:
            raise UnfitEntry(
                _("The entry is too long: at most %(length)s signs."),
                field=field,
                mend=_("Shorten it."),
                values={"length": str(length)},
            )
    if body.level and body.level not in BodyLevel.values:
        raise UnfitEntry(_("There is no such level."), field="level", mend=_("Choose one from the list."))
    if len(body.further_spheres) > _SPHERES_BESIDE or any(
        len(one) > (_LENGTHS["sphere"] or 0) for one in body.further_spheres
    ):
        raise UnfitEntry(
            _("A body has at most three spheres, each in a few words."),
            field="further_spheres",
            mend=_("Keep the main ones."),
        )


def _is_slug(text: str) -> bool:
    try:
        validate_slug(text)
    except ValidationError:
        return False
    return True


def _check_ogrn(body: Body) -> None:
    check_ogrn(body.ogrn)
    other = Body.objects.filter(ogrn=body.ogrn).exclude(id=body.id).first() if body.ogrn else None
    if other:
        raise UnfitEntry(
            _("Another body has this ОГРН: %(other)s."),
            field="ogrn",
            mend=_("One legal person is one body: compare both cards."),
            values={"other": other.name},
        )


def _check_contacts(body: Body) -> None:
    for field, check, wrong in (
        ("email", validate_email, _("This is no e-mail address.")),
        ("site", URLValidator(schemes=["http", "https"]), _("This is no address of a site; it begins with https://.")),
    ):
        try:
            if value := getattr(body, field):
                check(value)
        except ValidationError:
            raise UnfitEntry(wrong, field=field, mend=_("Compare it letter by letter, or leave it empty.")) from None


def _check_head(body: Body) -> None:
    """Everybody reads the name, and answers keep it: so nothing but a full name is taken for one."""
    body.head_name, body.head_post = (" ".join(one.split()) for one in (body.head_name, body.head_post))
    if body.head_name and not is_full_name(body.head_name):
        raise UnfitEntry(
            _("This is no full name of a person."),
            field="head_name",
            mend=_("Write surname, first name and patronymic in full, without initials."),
        )
    if body.head_post and not body.head_name:
        raise UnfitEntry(
            _("There is a post without a name."), field="head_name", mend=_("Write who heads it, or empty the post.")
        )


@cache
def _zones() -> frozenset[str]:
    """Their names are read from hundreds of files."""
    return frozenset(available_timezones())


def _check_hours(body: Body) -> None:
    if body.zone not in _zones():
        raise UnfitEntry(_("There is no such time zone."), field="zone", mend=_("Write it as Asia/Yekaterinburg."))
    if body.workday_from >= body.workday_to:
        raise UnfitEntry(
            _("The working day ends before it begins."), field="workday_to", mend=_("Write the hours as 08:00, 17:00.")
        )
    pause = (body.break_from, body.break_to)
    if pause == (None, None):
        return
    if body.break_from is None or body.break_to is None:
        raise UnfitEntry(_("The break has only one end."), field="break_to", mend=_("Enter both, or leave both empty."))
    if not body.workday_from <= body.break_from < body.break_to <= body.workday_to:
        raise UnfitEntry(_("The break is not within the working day."), field="break_to", mend=_("Compare the hours."))


def _check_place(body: Body) -> None:
    if body.id and body.parent_id is not None and stands_under(body.parent_id, above=body.id):
        raise MakesCircle
    if body.founder_id is not None and body.founder_id == body.id:
        raise UnfitEntry(_("A body does not found itself."), field="founder", mend=_("Choose another one."))
    for field, other in (("parent", body.parent), ("founder", body.founder)):
        if other is not None and not other.is_active:
            raise UnfitEntry(
                _("%(body)s is closed."), field=field, mend=_("Choose its heir."), values={"body": other.name}
            )
