"""Writing territories and staff: people, appointments. Bodies are written in `bodies` and `tree`."""

from datetime import date

from django.contrib.auth.hashers import make_password

from otklik.organizations.bodies import BodyCard, enter_body
from otklik.organizations.models import Appointment, Body, Staff, Territory
from otklik.organizations.numbers import check_oktmo
from otklik.organizations.rights import Role

__all__ = ["BodyCard", "appoint", "enter_body", "enter_staff", "enter_territory", "set_language"]


def enter_territory(level: str, name: str, *, parent: Territory | None = None, oktmo: str = "") -> Territory:
    """Enter a territory, or find the one that stands there already. Raises UnfitEntry."""
    check_oktmo(oktmo)
    territory, _ = Territory.objects.get_or_create(level=level, name=name, parent=parent, defaults={"oktmo": oktmo})
    return territory


def enter_staff(email: str, *, name: str, post: str = "", password: str | None = None, hashed: str = "") -> Staff:
    """Enter a person who signs in to the desk. Without a password nobody can sign in as them.

    `hashed` takes a password that is hashed already: one hash is enough for all people of a demo.
    """
    staff, is_new = Staff.objects.update_or_create(email=email.lower(), defaults={"name": name, "post": post})
    if hashed or password or is_new:
        staff.password = hashed or make_password(password)
        staff.save(update_fields=["password"])
    return staff


def appoint(
    staff: Staff, body: Body, role: Role, *, since_on: date | None = None, until_on: date | None = None
) -> Appointment:
    """Give a person a role in a body, from a day until a day."""
    appointment, _ = Appointment.objects.update_or_create(
        staff=staff, body=body, role=role.value, defaults={"since_on": since_on, "until_on": until_on}
    )
    return appointment


def set_language(staff_id: int, *, language: str) -> None:
    """Remember in which language a person works."""
    Staff.objects.filter(id=staff_id).update(language=language)
