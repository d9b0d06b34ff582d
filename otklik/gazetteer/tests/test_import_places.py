"""Taking places into the gazetteer, and reading them back."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from otklik.gazetteer.models import House, Place
from otklik.gazetteer.selectors import indexes_of, points_of_houses
from otklik.gazetteer.words import Words
from otklik.organizations.models import Territory
from otklik.organizations.services import enter_territory

pytestmark = pytest.mark.django_db

HEAD = "what;name;settlement;house;latitude;longitude\n"
MIRA = HEAD + "street;улица Мира;;;56.1;60.1\nhouse;улица Мира;;5;56.2;60.2\nstreet;улица Мира;село Курганово;;;\n"


@pytest.fixture
def town() -> Territory:
    region = enter_territory("region", "Область")
    return enter_territory("municipality", "Полевской", parent=region, oktmo="65754000")


@pytest.fixture
def file(tmp_path: Path, town: Territory) -> Path:
    path = tmp_path / "places.csv"
    path.write_text(MIRA, encoding="utf-8")
    return path


def gazetteer(*words: str | Path) -> str:
    out = StringIO()
    call_command("gazetteer", *map(str, words), stdout=out)
    return out.getvalue()


def test_it_imports_and_brings_up_to_date(file: Path) -> None:
    assert "3 are new" in gazetteer("import", file, "--municipality", "65754000")
    assert "0 are new, 0 changed, 3 the same" in gazetteer("import", file, "--municipality", "полевской")
    file.write_text(MIRA.replace("56.1", "56.5"), encoding="utf-8")
    assert "1 changed" in gazetteer("import", file, "--municipality", "65754000")
    assert "0 taken away" in gazetteer("import", file, "--municipality", "65754000")
    file.write_text(HEAD + "street;улица Новая;;;;\n", encoding="utf-8")
    assert "1 are new" in gazetteer("import", file, "--municipality", "65754000", "--replace")
    assert [str(place) for place in Place.objects.all()] == ["улица Новая"]
    assert "Полевской" in gazetteer("list")


def test_it_only_tells_what_would_change(file: Path) -> None:
    assert "3 would be new" in gazetteer("import", file, "--municipality", "65754000", "--dry-run")
    assert not Place.objects.exists()


def test_it_takes_all_rows_or_none(file: Path) -> None:
    file.write_text(MIRA + "bridge;Мост;;;;\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"row 5: .*bridge"):
        gazetteer("import", file, "--municipality", "65754000")
    assert not Place.objects.exists()


@pytest.mark.parametrize("words", [("import", "none.csv", "--municipality", "65754000")])
def test_it_says_what_it_cannot_find(words: tuple[str, ...], file: Path) -> None:
    with pytest.raises(CommandError, match=r"no file none\.csv"):
        gazetteer(*words)
    with pytest.raises(CommandError, match="no municipality 1"):
        gazetteer("import", file, "--municipality", "1")


def test_it_holds_the_names_in_memory_until_they_change(
    file: Path, town: Territory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    gazetteer("import", file, "--municipality", "65754000")
    [hit] = indexes_of({town.id})[town.id].find(Words.of("на Мира"))
    assert len(hit.places) == 2
    with django_assert_num_queries(1):
        indexes_of({town.id})
    file.write_text(HEAD + "street;улица Новая;;;;\n", encoding="utf-8")
    gazetteer("import", file, "--municipality", "65754000", "--replace")
    assert not list(indexes_of({town.id})[town.id].find(Words.of("на Мира")))
    assert indexes_of({town.id + 1}) == {}


def test_it_tells_points_of_houses_in_one_query(file: Path, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    gazetteer("import", file, "--municipality", "65754000")
    street = House.objects.get().street_id
    with django_assert_num_queries(1):
        assert points_of_houses({(street, "5"), (street, "6")}) == {(street, "5"): (56.2, 60.2)}
    with django_assert_num_queries(0):
        assert points_of_houses(set()) == {}
