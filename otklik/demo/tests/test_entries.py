"""The demo's register has something of everything, and filling it twice changes nothing."""

from datetime import UTC, datetime

import pytest

from otklik.demo.entries import LEFT_OFF, fill_entries
from otklik.demo.seed import seed_pages, seed_town
from otklik.demo.tests.conftest import SilentControl
from otklik.organizations.rights import Scope
from otklik.pages.absent import list_absent
from otklik.pages.models import Exemption, Page, Proof, ProofKind, Standing
from otklik.pages.register import Lack, RegisterQuery, count_register, list_register

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ALL = Scope(everything=True)


@pytest.mark.django_db
def test_there_is_something_of_everything(control: SilentControl) -> None:
    seed_town()
    seed_pages(control, now=NOW)
    fill_entries(now=NOW)
    counts = count_register(ALL, RegisterQuery(), now=NOW)
    assert (counts.pages, counts.lost, counts.expiring) == (Page.objects.count(), 1, 1)
    assert 3 <= counts.overdue <= 20
    assert set(Page.objects.values_list("category", flat=True)) == {"flagship", "active", "card"}
    assert set(Page.objects.values_list("standing", flat=True)) == set(Standing.values)
    for kind in ProofKind:
        assert Proof.objects.filter(kind=kind, state="confirmed").count() >= 3
    unanswered = list_register(ALL, RegisterQuery(lack=Lack.OFFICER), now=NOW).rows
    assert 0 < len(unanswered) < counts.pages / 2
    absent = {row.body for row in list_absent(ALL, now=NOW).rows}
    assert "Минобразования" in absent
    assert "Финансовое управление" not in absent
    assert Exemption.objects.count() == len(LEFT_OFF)


@pytest.mark.django_db
def test_filling_it_again_changes_nothing(control: SilentControl) -> None:
    seed_town()
    seed_pages(control, now=NOW)
    fill_entries(now=NOW)
    before = list(Page.objects.order_by("id").values())
    fill_entries(now=NOW)
    assert list(Page.objects.order_by("id").values()) == before
