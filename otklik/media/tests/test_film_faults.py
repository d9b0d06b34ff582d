"""What goes wrong with us (disks, storages, databases) takes no video from anybody and holds up no other film."""

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.models import Q
from pytest_django import Settings

from otklik.media import film_steps
from otklik.media.film_steps import MOST_TRIES, make_next_film
from otklik.media.films import FilmView
from otklik.media.models import Film, FilmFault, FilmState
from otklik.media.services import media_storage
from otklik.media.tests.test_film_steps import LATER, bring, fake, quick, send, stand, view, watched
from otklik.shared.clock import now

__all__ = ["fake", "quick"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Real files, and none that another test left under the same hash."""
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "media"}}
    settings.STORAGES = {**settings.STORAGES, "media": kept}


@pytest.mark.parametrize("name", ["_fetch", "_put"])
@pytest.mark.parametrize("error", [OSError(28, "full"), OperationalError("away")])
def test_what_goes_wrong_with_us_costs_no_try(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, quick: tuple[str, ...], name: str, error: Exception
) -> None:
    row, at = send(films["vp8"]), now()

    def fails(*_: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(film_steps, name, fails)
        for _ in range(MOST_TRIES + 1):
            assert make_next_film(now=at, program=quick) == 1
            assert make_next_film(now=at, program=quick) == 0, "not at once"
            at += LATER
    assert (Film.objects.get().tries, stand(row)) == (0, [row.name])
    assert (make_next_film(now=at, program=quick), stand(row)) == (1, [row.made_name])


def test_a_webm_stays_when_the_program_fell_and_gets_new_tries_when_it_comes_again(
    films: dict[str, Path], fake: Any, quick: tuple[str, ...]
) -> None:
    row, at = send(films["vp8"]), now()
    for _ in range(MOST_TRIES):
        make_next_film(now=at, program=fake("sys.exit(3)"))
        at += LATER
    assert make_next_film(now=at, program=quick) == 0
    assert (Film.objects.get().fault, stand(row)) == (FilmFault.FELL, [row.name])
    bring(films["vp8"])
    assert (make_next_film(now=at, program=quick), stand(row)) == (1, [row.made_name])


@pytest.mark.parametrize("returns_after", [1, MOST_TRIES])
def test_an_original_that_comes_back_with_its_disk_is_shown(
    films: dict[str, Path], quick: tuple[str, ...], returns_after: int
) -> None:
    row, at = send(films["mp4"]), now()
    path = Path(media_storage().path(row.name))
    away = path.rename(path.with_suffix(".away"))
    for _ in range(returns_after):
        assert make_next_film(now=at, program=quick) == 1
        at += LATER
    assert watched(row) is None
    away.rename(path)
    assert watched(row) == path.read_bytes()
    is_given_up = returns_after == MOST_TRIES
    assert make_next_film(now=at, program=quick) == (0 if is_given_up else 1)
    shown = view(row)
    assert shown is not None
    assert (shown.state, shown.is_shown) == (FilmState.FAILED if is_given_up else FilmState.READY, True)


def test_an_original_that_cannot_be_deleted_holds_up_no_other_film(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, quick: tuple[str, ...]
) -> None:
    first, at = send(films["mp4"]), now()

    def refuses(_: int) -> None:
        asked.append(1)
        raise PermissionError

    asked: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(film_steps, "_let_original_go", refuses)
        make_next_film(now=at, program=quick)
        second = bring(films["3gp"])
        Film.objects.filter(pk=second.pk).update(due_at=at)
        patch.setattr(film_steps, "_is_used", Q)
        assert make_next_film(now=at, program=quick) == 1
        assert len(asked) == 2, "of each once: not asked again at once"
        assert make_next_film(now=at + LATER, program=quick) == 0
        assert len(asked) == 4
    ready = FilmView(FilmState.READY, is_shown=True)
    assert [view(first), view(second)] == [ready, ready]
    assert make_next_film(now=at + 3 * LATER, program=quick) == 0
    assert [*stand(first), *stand(second)] == [first.made_name, second.made_name]
