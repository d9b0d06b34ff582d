"""Texts of Python and of templates are found, and each must have a good translation."""

from pathlib import Path

import pytest

from otklik.project import translations

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
_("Sign in")
ngettext("%(count)d case", "%(count)d cases", 2)
pgettext_lazy("a month", "May")
not_ours("Leave me")
"""
TEMPLATE = """{% load i18n %}<p title="{% translate "A title" %}">don't {{ n }}</p>
{% blocktranslate count n=n %}One day{% plural %}{{ n }} days{% endblocktranslate %}
{% blocktranslate with name=x trimmed %}
  Hello,
  {{ name }}
{% endblocktranslate %}{% translate 'Quoted "so"' %}"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = tmp_path / "otklik"
    (package / "tests").mkdir(parents=True)
    (package / "page.py").write_text(PYTHON)
    (package / "page.html").write_text(TEMPLATE)
    (package / "tests" / "test_page.py").write_text('_("Only for tests")')
    return package


def test_it_finds_the_texts_of_python_and_templates(package: Path) -> None:
    found = {(message.id, message.context) for message in translations.collect(package) if message.id}
    assert found == {
        ("Sign in", None),
        (("%(count)d case", "%(count)d cases"), None),
        ("May", "a month"),
        ("A title", None),
        (("One day", "%(n)s days"), None),
        ("Hello, %(name)s", None),
        ('Quoted "so"', None),
    }


def test_it_leaves_a_folder_with_a_catalogue_of_its_own_to_that_catalogue(package: Path) -> None:
    (package / "apart" / "locale").mkdir(parents=True)
    (package / "apart" / "page.py").write_text('_("Apart")')
    assert translations.collect(package).get("Apart") is None
    assert [message.id for message in translations.collect(package / "apart") if message.id] == ["Apart"]


def test_it_takes_new_texts_in_and_keeps_the_translations(package: Path, tmp_path: Path) -> None:
    po = tmp_path / "ru" / "django.po"
    wanted = translations.collect(package)
    translations.update(po, wanted=wanted, locale="ru")
    po.write_text(po.read_text().replace('msgid "Sign in"\nmsgstr ""', 'msgid "Sign in"\nmsgstr "Войти"'))
    before = po.read_text()
    translations.update(po, wanted=wanted, locale="ru")
    assert po.read_text() == before
    (package / "page.html").unlink()
    translations.update(po, wanted=translations.collect(package), locale="ru")
    kept = translations.read_catalogue(po, locale="ru")
    assert {message.id: message.string for message in kept if message.string}["Sign in"] == "Войти"
    assert kept.get("A title") is None


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ('msgid "Sign in"\nmsgstr "Войти"', None),
        ('msgid "Sign in"\nmsgstr ""', "has no translation"),
        ('#, fuzzy\nmsgid "Sign in"\nmsgstr "Войти"', "has an uncertain translation"),
        ('msgid "Sign out"\nmsgstr "Выйти"', "is not in the catalogue"),
    ],
)
def test_it_tells_what_is_wrong_with_a_translation(entry: str, wrong: str | None, tmp_path: Path) -> None:
    package, po = tmp_path / "otklik", tmp_path / "django.po"
    package.mkdir()
    (package / "page.py").write_text('_("Sign in")')
    po.write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n{entry}\n')
    wanted = translations.collect(package)
    gaps = list(translations.find_gaps(translations.read_catalogue(po, locale="ru"), wanted=wanted))
    assert [gap.wrong for gap in gaps] == ([wrong] if wrong else [])


def test_it_tells_when_a_placeholder_is_lost(tmp_path: Path) -> None:
    package, po = tmp_path / "otklik", tmp_path / "django.po"
    package.mkdir()
    (package / "page.py").write_text('_("Hello, %(name)s")')
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
                  '#, python-format\nmsgid "Hello, %(name)s"\nmsgstr "Привет, %(nam)s"\n')  # fmt: skip
    wanted = translations.collect(package)
    (gap,) = translations.find_gaps(translations.read_catalogue(po, locale="ru"), wanted=wanted)
    assert gap.wrong == "loses %(name); unknown named placeholder 'nam'"
