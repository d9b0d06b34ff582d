"""The table of routes on its page: a rule is tried, saved and explained on the case."""

import pytest
from django.test import Client
from django.urls import reverse

from otklik.appeals.clocks import start_clocks
from otklik.appeals.models import DeadlinePolicy, Route
from otklik.appeals.routing import RouteReason
from otklik.appeals.selectors import placed_of
from otklik.organizations.rights import Role
from tests.people import NOW, enter_cast, open_case


@pytest.mark.django_db
def test_a_coordinator_tries_a_rule_saves_it_and_reads_why_a_case_is_here(client: Client) -> None:
    cast = enter_cast()
    client.force_login(cast.staff[Role.COORDINATOR])
    case = open_case(cast, "Яма у дома")
    typed = {
        "body_id": str(cast.utilities.id), "words": "яма", "days": ["1", "7"], "time_from": "18:00", "time_to": "08:00",
        "executor_id": str(cast.staff[Role.EXECUTOR].id), "priority": "5",
    }  # fmt: skip
    new = reverse("desk:new_route")

    tried = client.post(new, typed | {"days": [], "time_from": "", "time_to": "", "try": "1"})
    assert [one.number for one in tried.context["trial"].elsewhere] == [case.number]
    assert not Route.objects.exists()
    assert client.post(new, typed | {"time_to": "никогда"}).status_code == 422
    assert client.post(new, typed).status_code == 302
    route = Route.objects.get()
    assert (route.days, route.priority, route.executor) == ("17", 5, cast.staff[Role.EXECUTOR])
    edit = reverse("desk:edit_route", args=[route.id])
    assert client.post(edit, typed | {"priority": "0"}).status_code == 302
    route.refresh_from_db()
    assert route.priority == 0
    shown = client.get(reverse("desk:edit_route", args=[route.id])).context["typed"]
    assert (shown["time_to"], shown.getlist("days"), shown["words"]) == ("08:00", ["1", "7"], "яма")

    policy = DeadlinePolicy.objects.create(
        name="Ямы", priority=5, kind="thanks", terms={"primary": [120, "minutes"]}, made_at=NOW
    )
    tried = client.post(edit, typed | {"days": [], "time_from": "", "policy_id": str(policy.id), "try": "1"})
    assert tried.status_code == 422
    named = typed | {"days": [], "time_from": "", "time_to": "", "policy_id": str(policy.id)}
    tried = client.post(edit, named | {"try": "1"})
    assert [(one.terms_before, one.terms_after) for one in tried.context["trial"].elsewhere] == [("ordinary", "Ямы")]
    assert "сроки: обычное обращение → Ямы" in tried.content.decode()
    assert client.post(edit, named | {"policy_id": str(policy.id + 1)}).status_code == 422
    assert client.post(edit, named).status_code == 302
    assert "сроки: Ямы" in client.get(reverse("desk:routing")).content.decode()
    case.decided_by = {"route_policy": policy.id}
    start_clocks(case, now=NOW)
    case.save()
    assert (
        "Это правило сроков названо в правиле маршрута"
        in client.get(reverse("desk:case", args=[case.number])).content.decode()
    )

    case.decided_by = {
        "route": "broken_rule", "route_rule": route.id, "route_said": [["words", "яма"]], "route_broken": "body_gone",
    }  # fmt: skip
    case.save()
    page = client.get(reverse("desk:case", args=[case.number]))
    assert "The body of this rule is closed." in page.content.decode() or "закрыт" in page.content.decode()


@pytest.mark.django_db
def test_who_saves_over_what_another_has_saved_meanwhile_is_shown_it_first(client: Client) -> None:
    cast = enter_cast()
    client.force_login(cast.staff[Role.COORDINATOR])
    typed = {"body_id": str(cast.utilities.id), "words": "яма", "priority": "5"}
    client.post(reverse("desk:new_route"), typed)
    route = Route.objects.get()
    edit, drop = (reverse(f"desk:{act}_route", args=[route.id]) for act in ("edit", "drop"))
    version = client.get(edit).context["typed"]["version"]
    assert client.post(edit, typed | {"words": "открытый люк", "version": version}).status_code == 302

    late = client.post(edit, typed | {"words": "снег", "version": version})
    assert late.status_code == 409
    assert "Не сохранено: кто-то изменил это правило" in late.content.decode()
    assert late.context["stands"].conditions == (("words", "открытый люк"),)
    assert late.context["typed"]["words"] == "снег"
    assert client.post(drop, {"version": version}, follow=True).context["typed"]["words"] == "открытый люк"
    assert Route.objects.get().words == "открытый люк"

    seen = late.context["typed"]["version"]
    assert f'value="{seen}"' in late.content.decode()
    assert client.post(edit, typed | {"words": "снег", "version": seen}).status_code == 302
    assert Route.objects.get().words == "снег"
    assert client.post(drop, {"version": client.get(edit).context["typed"]["version"]}).status_code == 302
    assert not Route.objects.exists()


def test_what_a_case_was_placed_by_stays_readable() -> None:
    placed = placed_of({"route": "topic", "route_said": [["topic", "Дороги"]], "route_given": "in_turn"}, ())
    assert (placed.because, placed.conditions, placed.given) == (RouteReason.TOPIC, (("topic", "Дороги"),), "in_turn")
    assert placed_of({}, ()).because is None
