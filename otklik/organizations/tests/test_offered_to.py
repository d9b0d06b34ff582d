"""What of a vocabulary, of texts, of whatever a body keeps, is offered to a body."""

import pytest

from otklik.appeals.models import Tag
from otklik.organizations.models import Body
from otklik.organizations.selectors import offered_to
from otklik.organizations.tree import merge_body
from tests.people import NOW, enter_cast


@pytest.mark.django_db
def test_a_body_is_offered_what_is_near_it_and_nothing_of_others() -> None:
    cast = enter_cast()
    for body in (None, cast.administration, cast.school, cast.ministry, cast.utilities):
        Tag.objects.create(name=body.short_name if body else "Всем", body=body, made_at=NOW)

    def offered(body: Body | None) -> set[str]:
        return set(Tag.objects.filter(offered_to(body)).values_list("name", flat=True))

    assert offered(None) == {"Всем"}
    assert offered(cast.school) == {"Всем", "Администрация", "Школа № 8", cast.ministry.short_name}
    assert offered(cast.administration) == {"Всем", "Администрация"}
    merge_body(cast.utilities, into=cast.administration, by=None, because="Постановление № 7", now=NOW)
    assert offered(cast.administration) == {"Всем", "Администрация", cast.utilities.short_name}
