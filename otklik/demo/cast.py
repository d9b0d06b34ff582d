"""Who of the staff acts in a story: the nearest person with the role, from the body upwards."""

from dataclasses import dataclass, field
from datetime import date

from otklik.demo.content.cards import list_staff, list_town_bodies
from otklik.organizations.models import Staff
from otklik.organizations.selectors import Viewer, load_viewer

COORDINATOR = "nadezhda@demo.example"
CURATOR = "kurator@demo.example"
MODERATOR = "moderator@demo.example"


@dataclass
class Cast:
    """The staff, loaded once."""

    on: date
    _ids: dict[str, int] = field(default_factory=dict)
    _viewers: dict[str, Viewer] = field(default_factory=dict)

    def viewer(self, email: str) -> Viewer:
        """This person at work."""
        if not self._ids:
            self._ids = dict(Staff.objects.values_list("email", "id"))
        if email not in self._viewers:
            self._viewers[email] = load_viewer(self._ids[email], on=self.on)
        return self._viewers[email]

    def writer(self, slug: str) -> Viewer:
        """Who answers for this body."""
        return self.viewer(_nearest(slug, "content_manager") or _overseer(slug))

    def executor(self, slug: str, number: int) -> Viewer | None:
        """One of those who work cases out in this body itself, by turns."""
        emails = [person.email for person in list_staff() if ("executor", slug) in person.posts]
        return self.viewer(emails[number % len(emails)]) if emails else None

    def approver(self, slug: str) -> Viewer:
        """Who approves for this body."""
        return self.viewer(_nearest(slug, "approver") or _overseer(slug))

    def overseer(self, slug: str) -> Viewer:
        """Who routes: the coordinator of the town, or the curator of the region."""
        return self.viewer(_overseer(slug))

    def moderator(self, slug: str) -> Viewer:
        """Who moderates."""
        return self.viewer(MODERATOR if "administration" in _upwards(slug) else CURATOR)


def _nearest(slug: str, role: str) -> str:
    for body in _upwards(slug):
        for person in list_staff():
            if (role, body) in person.posts:
                return person.email
    return ""


def _upwards(slug: str) -> list[str]:
    parents = {body.slug: body.parent for body in list_town_bodies()}
    chain = [slug]
    while parents[chain[-1]]:
        chain.append(parents[chain[-1]])
    return chain


def _overseer(slug: str) -> str:
    in_town = {body.slug for body in list_town_bodies() if body.territory in ("town", "polevskoy")}
    return COORDINATOR if slug in in_town else CURATOR
