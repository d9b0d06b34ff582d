"""What can be reported by Open311: the topics of the rubricator, and what each asks for."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _say

from otklik.shared.words import marked as _
from otklik.topics.public_selectors import PublicTopic, find_public_topic, list_public_topics
from otklik.triage.missing import LOCAL_GROUPS

LANDMARK: Final = "landmark"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that a topic asks for beside words and place."""

    code: str
    description: str
    """Marked for translation."""
    is_variable: bool = True
    """False: only told to the resident, nothing is filled in."""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A topic as a service of Open311."""

    topic: PublicTopic

    @property
    def needs_place(self) -> bool:
        """Whether it is about something that stands somewhere: without a place nobody can go and look."""
        return self.topic.group_code in LOCAL_GROUPS

    @property
    def is_group(self) -> bool:
        """For what none of the topics of a group names."""
        return self.topic.code == self.topic.group_code

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """What its definition lists, in the order in which it is asked."""
        return _OF_PLACES if self.needs_place else ()


_OF_PLACES: Final = (
    Attribute("where", _("A point or an address is needed: without it nobody can go and look."), is_variable=False),
    Attribute(LANDMARK, _("What stands beside it, or how to get there")),
)
OTHER: Final = "other"
"""The service of what has no topic: GeoReport knows no request without one."""


def list_offers() -> list[Offer]:
    """All services, by groups; what has no topic stands last."""
    return [*(Offer(topic) for topic in list_public_topics()), _other()]


def _other() -> Offer:
    name = _say("Something else")
    return Offer(PublicTopic(code=OTHER, name=name, group_code=OTHER, group=name))


def find_offer(code: str) -> Offer | None:
    """One service; None where the rubricator has none of this code."""
    topic = find_public_topic(code)
    if topic is None and code == OTHER:
        return _other()
    return Offer(topic) if topic else None
