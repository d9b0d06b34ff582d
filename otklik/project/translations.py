"""Finds texts of the interface without a translation. Uses Babel, not the gettext programs."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = DEFAULT_KEYWORDS | {
    "_n": (1, 2),
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDERS = re.compile(r"%\(\w+\)|(?<!%)\{\w*\}")
NOT_FOR_PEOPLE = frozenset({"tests", "migrations", "static", "node_modules"})


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that the catalogue does not give properly, and what is wrong with it."""

    msgid: str
    where: str
    wrong: str


def collect(package: Path) -> Catalog:
    """Every text that the code and the templates want translated; a folder with its own catalogue is left out."""
    catalogue = Catalog(project="Otklik", charset="utf-8", fuzzy=False)
    for file in _sources(package):
        for _line, msgid, context in _texts_of(file):
            catalogue.add(msgid, context=context, locations=[(str(file.relative_to(package.parent)), 0)])
    return catalogue


def read_catalogue(po: Path, *, locale: str) -> Catalog:
    """The catalogue as it is kept; an empty one when there is none."""
    if not po.exists():
        return Catalog(locale=locale, project="Otklik", charset="utf-8", fuzzy=False)
    with po.open("rb") as file:
        return read_po(file, locale=locale)


def update(po: Path, *, wanted: Catalog, locale: str) -> None:
    """Rewrite the catalogue: new texts without a translation, unused ones gone, the others as they were."""
    kept = read_catalogue(po, locale=locale)
    fresh = Catalog(locale=locale, project="Otklik", charset="utf-8", fuzzy=False, header_comment=kept.header_comment)
    fresh.creation_date = kept.creation_date
    fresh.revision_date = kept.revision_date
    for message in wanted:
        if message.id:
            known = kept.get(_key(message), message.context)
            told = known.string if known and _is_same_form(known, message) else None
            flags = (known.flags if known else set()) | message.flags
            fresh.add(message.id, told, message.locations, flags, context=message.context)
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, fresh, width=120, include_lineno=False, sort_output=True, omit_header=False)


def find_gaps(catalogue: Catalog, *, wanted: Catalog) -> Iterator[Gap]:
    """What is missing, empty, uncertain or does not fit its placeholders."""
    for message in wanted:
        if not message.id:
            continue
        wrong = _what_is_wrong(catalogue.get(_key(message), message.context), message, catalogue)
        if wrong:
            where = ", ".join(sorted({file for file, _ in message.locations}))
            yield Gap(_key(message), where, wrong)


def _what_is_wrong(known: Message | None, message: Message, catalogue: Catalog) -> str:
    if known is None or not _is_same_form(known, message):
        return "is not in the catalogue"
    told = known.string if isinstance(known.string, (list, tuple)) else [known.string]
    if not all(told):
        return "has no translation"
    if known.fuzzy:
        return "has an uncertain translation"
    lost = PLACEHOLDERS.findall(_key(message)) if isinstance(message.id, str) else []
    wrong = [f"loses {name}" for name in lost if name not in str(told[0])]
    return "; ".join([*wrong, *(str(error) for error in known.check(catalogue))])


def _is_same_form(known: Message, message: Message) -> bool:
    return isinstance(known.id, str) == isinstance(message.id, str)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _sources(package: Path) -> Iterator[Path]:
    for folder, folders, files in package.walk():
        folders[:] = sorted(name for name in set(folders) - NOT_FOR_PEOPLE if not (folder / name / "locale").is_dir())
        yield from (folder / name for name in sorted(files) if name.endswith((".py", ".html", ".txt")))


def _texts_of(file: Path) -> Iterable[tuple[int, str | tuple[str, ...], str | None]]:
    source = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        method = "python"
    else:
        # Django turns a template into calls between rows of X; only a forgiving reader takes that for a language.
        source, method = templatize(source, origin=str(file)), "javascript"
    for line, msgid, _comments, context in extract(method, io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield line, msgid, context
