"""Every command of every how-to: our own are read by their parsers, calls of the API fit its document.

What is none of ours is named below with the reason. The lines of Open311 are run: `test_open311_client`.
"""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import CommandError
from django.urls import resolve
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from otklik.web.api.staff.document import make_document

HOW_TOS = sorted((Path(__file__).resolve().parents[2] / "docs" / "how-to").glob("*.md"))
OF_THE_SCRIPT = {"test", "check", "pytest"}
"""What `run` does without a parser of ours."""
NOT_OURS = {
    "apt-get": "changes the machine", "adduser": "changes the machine", "git": "fetches from elsewhere",
    "chown": "changes the machine", "cd": "goes elsewhere", "install": "changes the machine",
    "systemctl": "needs systemd", "npx": "fetches from elsewhere", "bounces:": "a line of the mail server",
    "createuser": "needs a database of the system", "createdb": "needs a database of the system",
    "python": "a program of the tests, run by hand", "echo": "only feeds the command behind it",
    "nginx": "needs nginx",
}  # fmt: skip
CONTROL = ":8002/control/"
"""The played networks answer there in the demo; none of our addresses."""
_BEGINS = re.compile(rf"(?:[A-Z_]+=\S* )*(?:\./run|otklik|curl|\.venv/bin/\S+|sudo|{'|'.join(NOT_OURS)}) ")
_TOLD = re.compile(r"<[a-z][^>|]*>|\$\([^)]*\)")
"""What stands for something else: «<the address>», «$(date +%F)»."""


def code_of(page: Path) -> Iterator[str]:
    """Lines of the blocks, those that go on joined."""
    text = page.read_text(encoding="utf-8")
    block = re.compile(r"^ *```(?:sh)?\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
    indented = "\n".join(line for line in block.sub("", text).splitlines() if line.startswith("    "))
    for part in (*block.findall(text), indented):
        yield from (line.strip() for line in re.sub(r"\\\n", " ", part).splitlines())


def commands_of(page: Path) -> Iterator[list[str]]:
    """Each command as words: settings before it, pipes, redirections and remarks apart."""
    for line in code_of(page):
        if not _BEGINS.match(line):
            continue
        lexer = shlex.shlex(_TOLD.sub("something", line), posix=True, punctuation_chars="|&<>")
        lexer.whitespace_split, lexer.commenters = True, "#"
        words: list[str] = []
        for word in [*lexer, "|"]:
            if set(word) <= set("|&<>"):
                if words:
                    yield words
                words = []
            elif words or not re.match(r"[A-Z_]+=", word):
                words.append(word)


def ours(words: list[str]) -> list[str] | None:
    """The command of ours and what it is told; None for another program."""
    if words[:3] == ["sudo", "sh", "-c"]:
        words = shlex.split(words[3])
        return words[words.index("./run") + 1 :] if "./run" in words else None
    at = 3 if words[:2] == ["sudo", "-u"] else 0
    return words[at + 1 :] if words[at] in ("./run", "otklik", ".venv/bin/otklik") else None


@pytest.mark.parametrize("page", HOW_TOS, ids=lambda page: page.name)
def test_each_command_is_read_by_its_own_parser_or_named_as_none_of_ours(page: Path) -> None:
    wrong = []
    for words in commands_of(page):
        told = ours(words)
        if told is None:
            name = Path(words[3] if words[:2] == ["sudo", "-u"] else words[0]).name
            if name not in (*NOT_OURS, "curl"):
                wrong.append(f"nobody knows: {words}")
        elif told[0] not in OF_THE_SCRIPT:
            try:
                parser = load_command_class(get_commands()[told[0]], told[0]).create_parser("otklik", told[0])
                parser.parse_args(told[1:])
            except (CommandError, KeyError) as error:
                wrong.append(f"{told}: {error}")
    assert not wrong, "\n".join(wrong)


def calls_of(page: Path) -> Iterator[tuple[str, str, str]]:
    """Method, path and body of each call of curl to us."""
    for words in commands_of(page):
        if words[0] != "curl":
            continue
        (address,) = [one for one in words[1:] if re.match(r"\$A/|\$SITE/|https?://", one)]
        body = next((words[at + 1] for at, one in enumerate(words) if one in ("-d", "--data-urlencode")), "")
        method = words[words.index("-X") + 1] if "-X" in words else "POST" if body else "GET"
        if CONTROL not in address:
            path = re.sub(r"^\$A", "/api/v1/desk", re.sub(r"^(?:\$SITE|https?://[^/]+)", "", address))
            yield method, path.partition("?")[0], body


@pytest.mark.parametrize("page", HOW_TOS, ids=lambda page: page.name)
def test_each_call_fits_an_address_and_what_it_takes(page: Path) -> None:
    document = make_document()
    for method, path, body in calls_of(page):
        if not path.startswith("/api/v1/desk"):
            resolve(re.sub(r"\$\w+", "x", path))  # raises where nothing stands there
            continue
        found = operations_at(document, path, method)
        assert found, f"{method} {path}"
        (operation,) = found
        if body:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            Draft202012Validator(document | schema).validate(json.loads(body.replace("…", "x")))


def operations_at(document: dict[str, Any], path: str, method: str) -> list[dict[str, Any]]:
    """What the document has there: an address that names it word by word goes before one that takes any word."""
    fitting = [
        (address.count("{"), told[method.lower()])
        for address, told in document["paths"].items()
        if method.lower() in told and re.fullmatch(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(address)), path)
    ]
    return [min(fitting, key=lambda one: one[0])[1]] if fitting else []
