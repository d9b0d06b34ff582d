"""Finds a child in danger: beaten, alone, lost, abused; goes to a person at once."""

from typing import Final

from otklik.shared.patterns import compile_words
from otklik.shared.text import fold_with_places
from otklik.triage.findings import DANGER, Finding, first_match

RULE: Final = "danger_to_child"

_CHILD = (
    r"(?:реб[её]н(?:ок|ка|ку|ком)|дет(?:и|ей|ям|ьми|ок|ишек)|малыш\w*|младен\w+|девочк\w+|мальчик\w*|подрост\w+"
    r"|школьни[кц]\w*|сын(?:а|у|ом|ишк\w+)?|доч(?:ь|ку|ки|ка|ери|ерью|ке)|внук\w*|внучк\w*|несовершеннолетн\w+"
    r"|дошкольник\w*)"
)
_HARM = (
    r"(?:избива\w+|избил\w*|бьет|бьют|побил\w*|издева\w+|насилу\w+|изнасилова\w+|растлева\w+|домога\w+|приста(?:ет"
    r"|вал|ют)|душил\w*|морит голодом|запира\w+|похит\w+|похищ\w+|связыва\w+|приковал\w*)"
)
_STATE = (
    r"(?:заперт\w*|голода\w+|голодн\w+|в синяках|в побоях|пропал[аи]?|потерял(?:ся|ась)|тонет|тонут|одн[аи] дома"
    r"|один дома|без присмотра|упал[аи]? в (?:люк|колодец|котлован|яму|прорубь)|провалил\w+|на рельсах|на льду"
    r"|на (?:стройке|заброшк\w+|крыш\w+)|ударило током|под лед)"
)

_DANGER = compile_words(
    rf"\b(?:{_HARM}(?: \w+){{0,3}} {_CHILD}|{_CHILD},?(?: \w+){{0,3}} {_HARM}|{_CHILD},?(?: \w+){{0,3}} {_STATE}"
    rf"|{_STATE}(?: \w+){{0,3}} {_CHILD}|педофил\w*|(?:наркотик\w*|спайс\w*|снюс\w*|алкоголь"
    rf"|водк\w+)(?: \w+){{0,3}} (?:детям|школьникам|подросткам|несовершеннолетним)"
    r"|групп\w+ смерти|травл[яию] в (?:школе|классе)|буллинг\w*)\b"
)  # fmt: skip


def find(text: str) -> Finding | None:
    """A child that is beaten, abused, locked up, lost or in a place that may kill it."""
    return first_match(_DANGER, fold_with_places(text), rule=RULE, ground=DANGER, certainty=0.75)
