"""Pages that pass themselves off as those of the town, for the list of suspected fakes."""

from datetime import datetime, timedelta

from otklik.pages.models import FoundBy, Likeness, Page, SuspectedFake

FAKES = (
    ("vk", "demo_po1evskoy", "Полевской | Пoмощь жителям", "vk", 900100010, FoundBy.QUESTION, (Likeness.LETTERS,), 14),
    ("telegram", "demo_minzdrav66_official", "Минздрав | Свeрдловская область", "vk", 900100004, FoundBy.PERSON,
     (Likeness.NEAR_ADDRESS, Likeness.NAME), 3),
)  # fmt: skip
"""Network, key, name; the page that it resembles; who found it, in what it is alike, how often it was asked about."""


def seed_fakes(*, now: datetime) -> None:
    """Two pages wait for a person's decision. Doing it again changes nothing."""
    for network, key, name, of_network, number, found_by, likenesses, asked in FAKES:
        SuspectedFake.objects.get_or_create(
            network=network,
            key=key,
            defaults={
                "name": name,
                "resembles": Page.objects.get(network=of_network, external_id=str(number)),
                "found_by": found_by,
                "found_at": now - timedelta(hours=5),
                "likenesses": list(likenesses),
                "asked_count": asked,
            },
        )
