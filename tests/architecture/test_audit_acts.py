"""Every act that the code can write into the audit log stands in the register of acts, and what it tells has words."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import otklik
from otklik.appeals.states import Act
from otklik.audit.acts import ACTS
from otklik.audit.chain import ERASED
from otklik.moderation.models import DecisionAct
from otklik.moderation.models.evidence import Fact
from otklik.organizations.models import BodyTurnKind
from otklik.pages.models import ObjectionState
from otklik.web.desk.audit import audit_words

PACKAGE = Path(otklik.__file__).parent
MODULES = {
    file: ast.parse(file.read_text(encoding="utf-8"))
    for file in sorted(PACKAGE.rglob("*.py"))
    if not {"tests", "migrations"} & set(file.parts)
}
BY_ENUM: Mapping[str, Iterable[str]] = {
    "move.act.value": Act,
    "Act.UNDO.value": [Act.UNDO],
    "ERASED": [ERASED],
    "fact.value": [Fact.OBJECTION_UPHELD, Fact.OBJECTION_REFUSED],
    "f'moderation_{decision.act}'": [f"moderation_{act}" for act in DecisionAct],
    "f'body_{kind}'": [f"body_{kind}" for kind in BodyTurnKind],
    "f'objection_{decision}'": [f"objection_{state}" for state in ObjectionState if state is not ObjectionState.OPEN],
}
"""What an act that is worked out can be."""


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def texts(value: ast.expr) -> Iterator[str]:
    """What is written there: a text, or one of two."""
    if isinstance(value, ast.IfExp):
        yield from texts(value.body)
        yield from texts(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def acts_named(function: ast.FunctionDef, variable: str) -> set[str]:
    """What a variable can hold: what is put into it, or what callers give for the argument of this name."""
    found = {
        text
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == [variable]
        for text in texts(node.value)
    }
    if any(one.arg == variable for one in (*function.args.args, *function.args.kwonlyargs)):
        given = (
            keyword.value
            for tree in MODULES.values()
            for call in calls(tree, function.name)
            for keyword in call.keywords
            if keyword.arg == variable
        )
        found |= {text for value in given for text in texts(value)}
    return found - {""}


def written_by(function: ast.FunctionDef) -> Iterator[tuple[str, set[str]]]:
    """Each way in which a function writes a line, and the acts that come of it."""
    for call in calls(function, "record"):
        act = call.args[0]
        known = set(texts(act)) or {str(one) for one in BY_ENUM.get(ast.unparse(act), ())}
        yield ast.unparse(act), known or (acts_named(function, act.id) if isinstance(act, ast.Name) else set())


FUNCTIONS = [
    (file, node)
    for file, tree in MODULES.items()
    if any(calls(tree, "record"))
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef)
]
WRITTEN = [(f"{file.name}: {what}", acts) for file, one in FUNCTIONS for what, acts in written_by(one)]


def test_it_can_be_told_of_every_line_which_act_it_writes() -> None:
    assert len(WRITTEN) > 150
    assert [where for where, acts in WRITTEN if not acts] == []


def test_every_act_has_words_and_no_words_are_left_of_acts_that_nobody_writes() -> None:
    assert set().union(*(acts for _where, acts in WRITTEN)) | {*Act} == set(ACTS)


def test_nobody_writes_lines_past_the_function_that_is_looked_at_here() -> None:
    """`record` is called by its own name everywhere: neither renamed nor reached through its module."""
    for file, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("otklik.audit"):
                assert all(one.asname is None and one.name != "services" for one in node.names), file


def test_what_a_line_tells_besides_has_words() -> None:
    known = set(audit_words._FIELDS).union(*audit_words._FIELDS_OF.values())
    told = {
        key.value
        for _file, function in FUNCTIONS
        for call in calls(function, "record")
        for keyword in call.keywords
        if keyword.arg == "details"
        for value in _dicts(function, keyword.value)
        for key in value.keys
        if isinstance(key, ast.Constant)
    }
    assert len(told) > 40
    assert told - known == set()


def _dicts(function: ast.FunctionDef, value: ast.expr) -> Iterator[ast.Dict]:
    """The dictionaries that are written there, or put into the variable that stands there."""
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    yield from (node for node in ast.walk(value) if isinstance(node, ast.Dict))
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if names & {ast.unparse(one) for one in targets}:
                yield from (one for one in ast.walk(node.value) if isinstance(one, ast.Dict))


def test_what_is_acted_on_has_words() -> None:
    kinds = {
        text.partition(":")[0]
        for _file, function in FUNCTIONS
        for call in (*calls(function, "record"), *calls(function, "record_access"))
        for keyword in call.keywords
        if keyword.arg == "subject"
        for text in _beginnings(keyword.value)
    }
    assert len(kinds) > 25
    assert kinds - set(audit_words._OBJECTS) == set()


def _beginnings(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            yield str(node.values[0].value)
    yield from texts(value)
