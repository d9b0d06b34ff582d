"""Documentation that cannot rot: links lead somewhere, commands exist, words of the code are in the glossary."""

import ast
import functools
import inspect
import re
import shutil
import subprocess
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import URLResolver, get_resolver

from otklik.answers.models import AnswerKind
from otklik.appeals.states import Act, Outcome, State
from otklik.networks.connector import ActKind, Connector
from otklik.networks.events import MessageKind
from otklik.networks.limits_in_words import ACTS, KINDS, as_markdown
from otklik.networks.registry import CONNECTORS
from otklik.organizations.rights import Role
from tests.architecture.test_rooms import rooms
from tests.pictures import PICTURES

ROOT = Path(__file__).resolve().parents[2]
READMES = [ROOT / "README.md", ROOT / "README.ru.md"]
PAGES = [*READMES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FROM_THE_SCRIPT = {"test", "help"}
"""What `run` itself does, and what Django does."""
WORDS = [State, Act, Role, MessageKind, Outcome, AnswerKind]


def named(path: object) -> str:
    return str(path.relative_to(ROOT)) if isinstance(path, Path) else str(path)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_it_links_only_to_files_that_are_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", text_of(page))
    missing = [
        target
        for target in targets
        if not re.match(r"https?://|mailto:|#", target) and not (page.parent / target.partition("#")[0]).exists()
    ]
    assert not missing


def test_every_picture_can_be_taken_anew_and_is_shown() -> None:
    kept = {picture.stem for picture in (ROOT / "docs" / "pictures").glob("*.png")}
    shown = set(re.findall(r"pictures/([a-z-]+)\.png", "".join(text_of(page) for page in PAGES)))
    assert kept == set(PICTURES)
    assert kept <= shown


def test_no_address_that_holds_a_secret_stands_in_the_log_of_the_proxy() -> None:
    told = re.search(r"location ~ (\^/\([^ ]+) \{", text_of(ROOT / "docs/how-to/deploy.md"))
    assert told
    routes = [f"/{route}" for route in routes_below(get_resolver()) if re.search(r"<(?:\w+:)?(?:token|secret)>", route)]
    assert len(routes) >= 20
    assert not [route for route in routes if not re.match(told[1], route)]


def example_of_nginx() -> str:
    """As it stands in the page."""
    told = re.search(r"```\n(# the log[^`]*?limit_req[^`]*)```", text_of(ROOT / "docs/how-to/deploy.md"), re.DOTALL)
    assert told
    return told[1]


def test_the_log_of_the_proxy_holds_no_words_that_people_search_for_and_floods_are_slowed_down() -> None:
    example = example_of_nginx()
    (form,) = re.findall(r"log_format (\w+) .*?;", example, re.DOTALL)
    logs = re.findall(r"access_log ([^;]+);", example)
    assert all(log == "off" or log.endswith(f" {form}") for log in logs)
    assert any(log != "off" for log in logs)
    words = set(re.findall(r"\$\w+", example[: example.index("access_log")]))
    assert not words & {"$request", "$request_uri", "$args", "$query_string", "$http_referer"}
    for place in ("/hooks/", "/live/", "/desk/sign-in/"):
        assert re.search(rf"location {place} {{\n +limit_req zone=(\w+) ", example), place


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed here")
def test_nginx_takes_the_example(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-keyout", str(key)]
    subprocess.run([*make, "-out", str(certificate)], check=True, capture_output=True)
    example = re.sub(r"(?<=ssl_certificate_key )\S+(?=;)", str(key), example_of_nginx())
    example = re.sub(r"(?<=ssl_certificate ) *\S+(?=;)", str(certificate), example).replace(
        "/var/log/nginx", str(tmp_path)
    )
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {example} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    asked = subprocess.run(
        ["nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr


def routes_below(resolver: URLResolver) -> Iterator[str]:
    """The address of every page, as it stands in the tables of addresses."""
    for one in resolver.url_patterns:
        below = routes_below(one) if isinstance(one, URLResolver) else [""]
        yield from (f"{one.pattern}{route}" for route in below)


def commands_in(page: Path) -> list[list[str]]:
    """Everything that looks like a command of ours, as words up to what cannot be checked."""
    code = _code_of(text_of(page))
    found = re.findall(r"(?:\./run|^otklik|bin/otklik) ([a-z][a-z_-]*(?: [^`\n|;<>&]*)?)", code, re.MULTILINE)
    return [re.sub(r"\"[^\"]*\"", "text", one).split() for one in found]


def _code_of(text: str) -> str:
    """Blocks and inline code, one a line."""
    block = re.compile(r"^ *```\w*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
    rest = block.sub("", text)
    indented = [line for line in rest.splitlines() if line.startswith("    ")]
    parts = [*block.findall(text), *indented, *re.findall(r"`([^`\n]+)`", rest)]
    return "\n".join(line.strip() for part in parts for line in part.splitlines())


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_it_names_only_commands_that_exist(page: Path) -> None:
    known = get_commands().keys() | FROM_THE_SCRIPT
    assert not [" ".join(words) for words in commands_in(page) if words[0] not in known]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_it_names_only_options_that_its_commands_have(page: Path) -> None:
    wrong = [
        " ".join(words)
        for words in commands_in(page)
        if words[0] in get_commands() and not _options_in(words) <= _options_of(words[0])
    ]
    assert not wrong


def test_it_tells_the_two_commands_of_a_newcomer() -> None:
    for page in READMES:
        said = {words[0] for words in commands_in(page)}
        assert {"demo", "test"} <= said


def _options_in(words: list[str]) -> set[str]:
    return {word.partition("=")[0] for word in words if re.match(r"--[a-z]", word)}


@functools.cache
def _options_of(command: str) -> set[str]:
    """Every option in the words of the command's file, its acts', and those of all of Django's commands."""
    made = load_command_class(get_commands()[command], command)
    own = _options_of_parser(made.create_parser("otklik", command))
    source = Path(inspect.getfile(type(made)))
    literals = (node.value for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Constant))
    return own | {one for one in literals if isinstance(one, str) and one.startswith("--")}


def _options_of_parser(parser: ArgumentParser) -> set[str]:
    acts = [
        act for action in parser._actions if isinstance(action, _SubParsersAction) for act in action.choices.values()
    ]
    own = {option for action in parser._actions for option in action.option_strings}
    return own.union(*map(_options_of_parser, acts))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_it_names_only_settings_that_exist(page: Path) -> None:
    known = set(re.findall(r"^#?([A-Z_]+)=", text_of(ROOT / ".env.example"), re.MULTILINE))
    named_here = set(re.findall(r"\bOTKLIK_[A-Z_]*[A-Z]\b(?!_?<)", text_of(page)))
    assert named_here - known - _for_tests() == set()


@functools.cache
def _for_tests() -> set[str]:
    """What only tests read."""
    files = [ROOT / "conftest.py", *(file for file in (ROOT / "tests").rglob("*.py") if file != Path(__file__))]
    return {name for file in files for name in re.findall(r"\"(OTKLIK_TEST_[A-Z_]+)\"", text_of(file))}


def test_it_names_every_room_in_order_in_the_tour() -> None:
    (listed,) = re.findall(r"only those before it:\n(.*?)\. Nobody", text_of(ROOT / "docs" / "tour.md"), re.DOTALL)
    assert re.findall(r"`(\w+)`", listed) == rooms()


def test_it_tells_of_a_version_in_eight_kilobytes() -> None:
    versions = re.split(r"^## ", text_of(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert {told.splitlines()[0]: len(told.encode()) for told in versions if len(told.encode()) > 8_000} == {}


def test_it_keeps_few_short_decisions() -> None:
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert len(decisions) <= 40
    assert {page.name: len(text_of(page).split()) for page in decisions if len(text_of(page).split()) > 300} == {}


def test_it_keeps_the_tour_to_120_links() -> None:
    assert len(re.findall(r"\]\(", text_of(ROOT / "docs" / "tour.md"))) <= 120


def test_it_leads_the_tour_through_every_room() -> None:
    linked = set(re.findall(r"\]\(\.\./otklik/([a-z_]+)/", text_of(ROOT / "docs" / "tour.md")))
    assert set(rooms()) <= linked


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_it_explains_every_word_of_the_code_in_the_glossary(words: type[Enum]) -> None:
    explained = {
        name
        for line in text_of(ROOT / "docs" / "glossary.md").splitlines()
        if line.startswith("|")
        for name in re.findall(r"`([a-z_]+)`", line.split("|")[2])
    }
    assert {str(one.value) for one in words} - explained == set()


def test_it_finds_every_name_of_technique_in_the_code() -> None:
    chapter = text_of(ROOT / "docs" / "glossary.md").partition("\n## Technique\n")[2]
    rows = [line for line in chapter.splitlines() if re.match(r"\|(?! term|-)", line)]
    listed = {name for row in rows for name in re.findall(r"`([\w.]+)`", row.split("|")[2])}
    files = [file for top in ("otklik", "lab/otklik_lab") for file in (ROOT / top).rglob("*.py")]
    modules = {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files}
    words = {word for file in files for word in re.findall(r"\w+", text_of(file))}
    assert len(rows) >= 50
    assert [
        name for name in listed if not (name in words or any(f".{one}".endswith(f".{name}") for one in modules))
    ] == []


def test_it_tells_of_each_network_what_its_table_says() -> None:
    printed = "\n".join(as_markdown(CONNECTORS.values()))
    told = text_of(ROOT / "docs" / "networks.md")
    assert told.strip().endswith(printed.strip()), "write the output of `otklik networks limits` to docs/networks.md"


@pytest.mark.parametrize("connector", CONNECTORS.values(), ids=lambda one: one.network)
def test_it_names_every_act_and_kind_in_the_page_on_networks(connector: Connector) -> None:
    chapter = "\n".join(as_markdown([connector]))
    possible = {act for (act, _), limit in connector.limits.items() if limit.never is None}
    assert all(f"| {ACTS[act]} | " in chapter for act in possible)
    assert set(KINDS) == set(MessageKind)
    assert set(ACTS) == set(ActKind)


def test_it_shows_real_pictures_that_load_quickly() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    pages = [*READMES, *(ROOT / "docs").rglob("*.md")]
    told = r"\((?:docs/|\.\./)?pictures/([^)]+)\)"
    shown = {Path(target).name for page in pages for target in re.findall(told, text_of(page))}
    assert {picture.name for picture in pictures} == shown
    assert all(picture.stat().st_size <= 300_000 for picture in pictures)
