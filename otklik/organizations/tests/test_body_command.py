"""`otklik body add`: the whole card from the command line, and words instead of a stack of lines where it is wrong."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from otklik.audit.models import AuditRecord
from otklik.organizations.models import Body
from otklik.topics.services import seed_topics

pytestmark = pytest.mark.django_db


def add(slug: str, *more: str) -> None:
    call_command("body", "add", slug, "--name", "Школа № 8", "--region", "Область", *more, stdout=StringIO())


def test_it_enters_the_whole_card_and_the_audit_log_knows() -> None:
    seed_topics()
    add(
        "school-8", "--municipality", "Полевской", "--level", "institution", "--ogrn", "1027700132195",
        "--sphere", "Образование", "--further-sphere", "Спорт", "--phone", "112", "--email", "school@example.org",
        "--site", "https://example.org", "--address", "улица Ленина, 1", "--population", "900",
        "--head", "Устюгов Григорий Павлович", "--head-post", "Директор",
        "--competence", "education",
    )  # fmt: skip
    body = Body.objects.get(slug="school-8")
    assert (body.level, body.ogrn, body.population) == ("institution", "1027700132195", 900)
    assert (body.sphere, body.further_spheres, body.address) == ("Образование", ["Спорт"], "улица Ленина, 1")
    assert (body.head_name, body.head_post) == ("Устюгов Григорий Павлович", "Директор")
    assert [one.topic.code for one in body.competences.all()] == ["education"]
    assert AuditRecord.objects.get(act="body_entered").actor_name == "system"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--ogrn", "1027700132196"), "check digit"),
        (("--competence", "no-such"), "no topic no-such"),
        (("--email", "school@"), "no e-mail"),
        (("--head", "Устюгов Г. П."), "no full name"),
    ],
)
def test_it_says_what_is_wrong_and_enters_nothing(more: tuple[str, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        add("school-8", *more)
    assert not Body.objects.exists()
