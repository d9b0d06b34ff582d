"""`python -m otklik_lab TARGET --data DIR --out DIR`: make one artifact, or all of them, and print its figures."""

import json
import logging
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from otklik.triage.model import Model, load_model

PRODUCT: Final = Path(__file__).parents[2] / "otklik" / "triage"
"""Where the product keeps its artifacts; `--out` names a folder of the same layout."""
PUBLICATION: Final = PRODUCT.parent / "publication"
DUPLICATES: Final = PRODUCT.parent / "duplicates" / "matching" / "artifacts"


def make_word_embeddings(told: Namespace) -> object:
    """Vectors of lemmas, of residents' messages and of news."""
    from otklik_lab.word_embeddings import learn_vectors

    if told.news is None:
        raise SystemExit("word-embeddings need --news: the archive of navec in the package natasha.")
    return {"words": learn_vectors(told.data, told.news, _duplicates(told.out))}


def make_duplicates(told: Namespace) -> object:
    """Spaces of incidents and agreement, and weights of the features of a pair."""
    from otklik_lab.duplicate_weights import learn_weights

    return {"pairs": learn_weights(_duplicates(told.out))}


def make_token_embeddings(told: Namespace) -> object:
    """The tokenizer of rudeness, and the embeddings that its network begins with."""
    from otklik_lab.token_embeddings import INITIAL, make_tokenizer

    folder = told.out / "artifacts" / "pieces"
    embeddings = INITIAL if told.out.resolve() == PRODUCT else folder / INITIAL.name
    return {"tokens": make_tokenizer(told.data, folder, embeddings)}


def make_groups(told: Namespace) -> object:
    """The model of groups, topics and rudeness."""
    from otklik_lab.groups import train

    card = asdict(train(told.data, told.out / "artifacts"))
    return card | {"groups": len(card["groups"]), "topics": len(card["topics"])}


def make_kinds(told: Namespace) -> object:
    """The table of kinds, over the model of groups."""
    from otklik_lab.kinds import train
    from otklik_lab.training_data import read_residents

    return train(read_residents(told.data), _model_of(told.out), told.out / "artifacts" / "kinds")


def make_emergencies(told: Namespace) -> object:
    """The model of emergencies."""
    from otklik_lab.emergencies import train
    from otklik_lab.training_data import read_residents

    return train(read_residents(told.data), told.out / "emergencies" / "learnt")


def make_special_categories(told: Namespace) -> object:
    """The model of what a text tells of somebody's health, beliefs, conviction or family."""
    from otklik_lab.special_categories import train
    from otklik_lab.training_data import read_residents

    folder = PUBLICATION if told.out.resolve() == PRODUCT else told.out
    return train(read_residents(told.data), folder / "redactions" / "special" / "learnt")


def make_fallback(told: Namespace) -> object:
    """The encoder that classifies messages whose group is in doubt; more than an hour."""
    from otklik_lab.fallback_classifier import make

    card = asdict(make(told.data, told.out / "artifacts" / "reader"))
    return card | {"groups": len(card["groups"])}


def make_pairs(told: Namespace) -> object:
    """The encoder of pairs for duplicate detection; some two hours."""
    from otklik_lab.pair_classifier import make

    return {"pairs": make(_duplicates(told.out))}


def measure_kept_back(told: Namespace) -> object:
    """A model of groups made without a tenth of the texts, measured on them."""
    from otklik_lab.evaluation import evaluate
    from otklik_lab.groups import train

    with TemporaryDirectory() as folder:
        train(told.data, Path(folder), keeps_back=True)
        return asdict(evaluate(told.data, model=load_model(Path(folder))))


ARTIFACTS: Final[dict[str, Callable[[Namespace], object]]] = {
    "word-embeddings": make_word_embeddings,
    "duplicates": make_duplicates,
    "token-embeddings": make_token_embeddings,
    "groups": make_groups,
    "kinds": make_kinds,
    "emergencies": make_emergencies,
    "special-categories": make_special_categories,
    "fallback": make_fallback,
    "pairs": make_pairs,
}
"""In the order in which they rest on each other."""
TARGETS: Final = ARTIFACTS | {"kept-back": measure_kept_back}


def main(words: list[str]) -> None:
    """Make what is named."""
    parser = ArgumentParser(prog="otklik_lab", description="Make the shipped artifacts of triage.")
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--data", type=Path, required=True, help="folder with appeals/ and moderation/")
    parser.add_argument("--news", type=Path, help="archive of navec, for word-embeddings")
    parser.add_argument("--out", type=Path, default=PRODUCT, help="folder laid out as otklik/triage")
    told = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for name in ARTIFACTS if told.target == "all" else [told.target]:
        figures = TARGETS[name](told)
        print(json.dumps({name: figures}, ensure_ascii=False, indent=2), flush=True)  # noqa: T201


def _duplicates(out: Path) -> Path:
    """Where artifacts of duplicates go: into their room, or into a folder beside the others."""
    return DUPLICATES if out.resolve() == PRODUCT else out / "duplicates"


def _model_of(out: Path) -> Model:
    """The model of groups of a folder, where it was made there; otherwise the shipped one."""
    folder = out / "artifacts"
    return load_model(folder) if (folder / "card.json").is_file() else load_model()


if __name__ == "__main__":
    main(sys.argv[1:])
