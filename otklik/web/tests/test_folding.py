"""Constant parts of templates are drawn once for a language, and every page is what it was."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.template import Context, Engine, Node
from django.test import override_settings
from django.utils import translation

from otklik.web.folding import Kept

PLAIN = "django.template.loaders.locmem.Loader"
LIBRARIES = {
    "i18n": "django.templatetags.i18n",
    "static": "django.templatetags.static",
    "looks": "otklik.web.templatetags.looks",
}
TEMPLATES = {
    "frame": (
        '{% load i18n %}<h1>{% block title %}{% translate "Otklik" %}{% endblock %}</h1>'
        '{% block main %}{% endblock %}<i>{% translate "Open data" %}</i>'
    ),
    "page": (
        '{% extends "frame" %}{% load i18n static looks %}{% block title %}{% translate "Pages" %} · {{ block.super }}'
        '{% endblock %}{% block main %}{# silent #}{% comment %}no{% endcomment %}'
        '<a href="{% url "portal:directory" %}">{% icon "eye" "i" %}{% translate "View" %}</a> '
        '{% if loud %}<b>{% translate "Main" %}</b>{% else %}{% translate "Language" %}{% endif %}'
        '{% for one in many %}{% translate "Look" %} {{ one }}{% empty %}{% translate "Light" %}{% endfor %}'
        '{% blocktranslate %}Open data{% endblocktranslate %}'
        '{% blocktranslate with n=number %}Photo {{ n }}{% endblocktranslate %}'
        '{% translate "Dark" as word %}{{ word }}'
        '{% url "portal:map" as way %}{{ way }}{% static "otklik/favicon.svg" %}'
        '{% translate heading %}{% icon name "i" %}{% include "part" %}{% endblock %}'
    ),
    "part": '{% load i18n %}{% translate "Search" %} {{ number }} {% translate "As the device" %}',
    "letter": '{% load i18n %}{% autoescape off %}{% translate "Otklik" %} {{ title }}{% endautoescape %}',
}  # fmt: skip
VALUES = {"loud": True, "many": ["<1>", "2"], "number": 3, "heading": "Map", "name": "sun", "title": "<b>"}


def engine_of(loader: str) -> Engine:
    return Engine(loaders=[(loader, [(PLAIN, TEMPLATES)])], libraries=LIBRARIES)


FOLDED, AS_THEY_STAND = engine_of("otklik.web.folding.Loader"), engine_of("django.template.loaders.cached.Loader")


def drawn(engine: Engine, name: str, language: str, values: Mapping[str, Any]) -> str:
    with translation.override(language):
        return engine.get_template(name).render(Context(dict(values)))


@pytest.mark.parametrize("values", [VALUES, {**VALUES, "loud": False, "many": [], "number": 4, "heading": "Pages"}])
@pytest.mark.parametrize("name", ["page", "part", "letter"])
def test_a_page_is_what_it_was(name: str, values: Mapping[str, Any]) -> None:
    for language in ("ru", "en", "ru"):
        assert drawn(FOLDED, name, language, values) == drawn(AS_THEY_STAND, name, language, values)
    assert drawn(FOLDED, name, "ru", values) != drawn(FOLDED, name, "en", values)


def nodes_asked(monkeypatch: pytest.MonkeyPatch, language: str) -> int:
    """How many nodes are drawn for a page."""
    asked: list[Node] = []
    render = Node.render_annotated

    def counted(node: Node, context: Context) -> Any:
        asked.append(node)
        return render(node, context)

    with monkeypatch.context() as patch:
        patch.setattr(Node, "render_annotated", counted)
        drawn(FOLDED, "page", language, VALUES)
    return len(asked)


def test_what_is_constant_is_drawn_once_for_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(OTKLIK_SERVICE_NAME="a trial changed something"):
        first, again = nodes_asked(monkeypatch, "en"), nodes_asked(monkeypatch, "en")
        assert again < first
        assert nodes_asked(monkeypatch, "ru") == first
        assert nodes_asked(monkeypatch, "en") == again


def test_only_what_stands_in_the_template_itself_is_kept() -> None:
    kept = FOLDED.get_template("page").nodelist.get_nodes_by_type(Kept)
    said = [type(node).__name__ for one in kept for node in one._nodes]  # type: ignore[attr-defined]
    assert {"TranslateNode", "URLNode", "StaticNode", "SimpleNode", "BlockTranslateNode"} <= set(said)
    assert "VariableNode" not in said
    assert said.count("BlockTranslateNode") == 1  # the other one puts a number in
    assert said.count("URLNode") == 1  # the other one gives its address a name
