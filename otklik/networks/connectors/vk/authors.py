"""Who wrote it: a person, another community, or the page itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from otklik.networks.events import Author
from otklik.networks.objects import Json, as_objects, find_id, read_title


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose page is read (empty: not known), and the names that came along with an answer."""

    page_id: str = ""
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def page_owner(self) -> int | None:
        """The page's id as the owner of its wall: with a minus sign."""
        return -int(self.page_id) if self.page_id else None

    def author(self, from_id: int | None) -> Author | None:
        if from_id is None:
            return None
        return Author(
            external_id=str(from_id),
            name=self.names.get(from_id, ""),
            is_page=from_id == self.page_owner,
            is_community=from_id < 0,
        )


def read_names(answer: Json) -> dict[int, str]:
    """Names from the `profiles` and `groups` that VK adds to extended answers."""
    names = {}
    for profile in as_objects(answer.get("profiles")):
        number = find_id(profile, "id")
        if number and (name := name_of_person(profile)):
            names[number] = name
    for group in as_objects(answer.get("groups")):
        number = find_id(group, "id")
        if number and (name := read_title(group.get("name"), at_most=200)):
            names[-abs(number)] = name
    return names


def name_of_person(profile: Json) -> str:
    """First and last name as VK shows them."""
    return read_title(f"{read_title(profile.get('first_name'))} {read_title(profile.get('last_name'))}", at_most=200)
