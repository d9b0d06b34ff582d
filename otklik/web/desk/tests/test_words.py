"""Clocks, edits and hints in words."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.template.backends.django import get_installed_libraries
from django.utils import translation

from otklik.appeals.selectors import FindingView, StepView
from otklik.appeals.states import Act, State
from otklik.notices.words import span, working_span
from otklik.web.desk.case.case_history import reason_of
from otklik.web.desk.case.composing_views import LONGEST_COMPARED, Piece, changes
from otklik.web.desk.case.hints import hints_for
from otklik.web.desk.clocks import Level, deadline, draining, moment, short_moment
from otklik.web.templatetags.moderation import one_a_ground

PAGES = Path(__file__).parents[3] / "pages"
NOW = datetime(2026, 11, 24, 6, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=30), "0 мин"),
        (timedelta(minutes=38), "38 мин"),
        (timedelta(hours=2), "2 ч"),
        (timedelta(hours=2, minutes=25), "2 ч 25 мин"),
        (timedelta(hours=25, minutes=10), "25 ч"),
        (timedelta(days=2), "2 дня"),
        (timedelta(days=5), "5 дней"),
        (timedelta(days=21), "21 день"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(length: timedelta, words: str) -> None:
    assert span(length) == words


def test_working_time_is_never_said_in_days_of_24_hours() -> None:
    assert working_span(timedelta(hours=72, minutes=20)) == "72 ч рабочего времени"
    assert working_span(timedelta(minutes=38)) == "38 мин рабочего времени"


@pytest.mark.parametrize(
    ("act", "reason", "words"),
    [
        (Act.APPROVE_INTERIM, "2026-12-07", "07.12.2026"),
        (Act.DEFER, "season · Ждём тепла · 2027-05-01", "сезон работ · Ждём тепла · 01.05.2027"),
        (Act.DEFER, "Ждём до 2027-05-01 и дольше", "Ждём до 2027-05-01 и дольше"),
        (Act.CLOSE, "акт · 2026-13-45", "акт · 2026-13-45"),
        (Act.CLOSE, "٢٠٢٦-١٢-٠٧", "٢٠٢٦-١٢-٠٧"),
    ],
)
def test_the_history_writes_dates_as_people_do(act: Act, reason: str, words: str) -> None:
    step = StepView(
        act=act,
        from_state=None,
        to_state=State.IN_WORK,
        at=NOW,
        by="",
        by_id=None,
        actor="staff",
        reason=reason,
        body="",
    )
    assert reason_of(step) == words


def test_a_ground_is_told_once_by_the_surest_finding() -> None:
    found = [
        FindingView("phone", "personal", 0.8),
        FindingView("flat", "personal", 0.9),
        FindingView("x", "threat", 0.7),
    ]
    assert one_a_ground(found) == found[1:]


def test_a_filter_means_the_same_whatever_a_page_loads_first() -> None:
    ours = [path for path in get_installed_libraries().values() if path.startswith("otklik.")]
    registers = [import_module(path).register for path in ours]
    named = Counter(name for register in registers for name in {*register.filters, *register.tags})
    assert not [name for name, count in named.items() if count > 1]


@pytest.mark.parametrize(("language", "day"), [("en", "5 Sep"), ("ru", "5 сен")])
def test_a_month_is_written_as_the_language_writes_it(language: str, day: str) -> None:
    at, now = datetime(2026, 9, 5, 7, 0, tzinfo=UTC), datetime(2026, 11, 24, 6, 40, tzinfo=UTC)
    with translation.override(language):
        told = (deadline(at, now=now), moment(at, now=now), short_moment(at, now=now))
    assert told == (f"{day}, 12:00", f"{day}, 12:00", day)


def test_no_page_writes_months_small_in_every_language() -> None:
    """`b` is the small short month of Django: English has no such thing."""
    small = re.compile(r"""date(?:_format)?(?::|\([^"'\n]*)["'][^"'\n]*\bb\b""")
    sources = [*PAGES.parent.rglob("*.html"), *PAGES.parent.rglob("*.py")]
    ours = [file for file in sources if "tests" not in file.parts]
    assert not [file.name for file in ours if small.search(file.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("due_in", "level", "percent"),
    [
        (timedelta(minutes=30), Level.OK, 50),
        (timedelta(minutes=10), Level.SOON, 20),
        (timedelta(seconds=-1), Level.LATE, 100),
    ],
)
def test_the_bar_drains_and_turns(due_in: timedelta, level: Level, percent: int) -> None:
    since = NOW - (timedelta(minutes=30) if level is Level.OK else timedelta(minutes=40))
    drain = draining(NOW + due_in, since=since, now=NOW, paused=False)
    assert drain is not None
    assert (drain.level, drain.percent) == (level, percent)


def test_a_paused_clock_neither_drains_nor_is_late() -> None:
    drain = draining(NOW - timedelta(hours=1), since=NOW - timedelta(hours=2), now=NOW, paused=True)
    assert drain is not None
    assert drain.level is Level.PAUSE


def test_without_a_deadline_there_is_no_bar() -> None:
    assert draining(None, since=NOW, now=NOW, paused=False) is None


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 24, 4, 5, tzinfo=UTC), "09:05"),
        (datetime(2026, 11, 23, 18, 59, tzinfo=UTC), "вчера, 23:59"),
        (datetime(2026, 11, 17, 6, 0, tzinfo=UTC), "17 ноя, 11:00"),
        (datetime(2025, 12, 31, 6, 0, tzinfo=UTC), "31.12.2025, 11:00"),
    ],
)
def test_a_moment_is_as_short_as_it_is_clear(at: datetime, words: str) -> None:
    assert moment(at, now=NOW) == words


def test_an_edit_is_shown_word_by_word() -> None:
    told = [
        (change.piece, change.text.strip()) for change in changes("упал и убился вчера", "упал и разбил губу вчера")
    ]
    assert told == [
        (Piece.SAME, "упал и"),
        (Piece.REMOVED, "убился"),
        (Piece.ADDED, "разбил губу"),
        (Piece.SAME, "вчера"),
    ]


def test_very_long_texts_are_not_compared() -> None:
    assert changes("а" * (LONGEST_COMPARED + 1), "б") == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Сегодня в 13:40 посыпали песком, наледь уберём завтра до обеда, спасибо, что написали.", set()),
        ("Примем меры.", {"substance", "evidence"}),
        ("Позвоните по телефону приёмной, там всё объяснят сегодня же.", {"substance"}),
        ("Мария, ваша кв. 17 в графике, слесарь придёт завтра к 9:00, встречайте, пожалуйста, его дома.", {"personal"}),
        ("Пишите на почту ivanova@mail.ru, мы завтра же пришлём вам график уборки вашей улицы и двора.", {"personal"}),
        (
            "В соответствии с регламентом осуществляется уборка, завтра до 12:00 участок будет убран полностью.",
            {"officialese"},
        ),
    ],
)
def test_hints_name_what_to_look_at(text: str, wrong: set[str]) -> None:
    names = ("substance", "evidence", "personal", "officialese")
    assert {name for name, hint in zip(names, hints_for(text), strict=True) if not hint.is_fine} == wrong


def test_an_empty_answer_has_no_hints() -> None:
    assert hints_for("  ") == ()
