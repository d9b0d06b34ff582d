"""`otklik opinion evaluate`: shares as R's package survey computes them, and clear refusals."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

SAMPLES = Path(__file__).with_name("samples")
SAMPLE, POPULATION = SAMPLES / "sample.csv", SAMPLES / "population.csv"
SVYMEAN = {
    None: {
        "затрудняюсь": (0.2090680101, 0.2197843462, 0.0229569050),
        "знаю": (0.3727959698, 0.3466695942, 0.0251389704),
        "не знаю": (0.4181360202, 0.4335460596, 0.0267833159),
    },
    "phone": {
        "затрудняюсь": (0.1846153846, 0.1892256483, 0.0306862324),
        "знаю": (0.3743589744, 0.3722925549, 0.0378910982),
        "не знаю": (0.4410256410, 0.4384817968, 0.0386689737),
    },
}
"""Mode → answer → unweighted share, share, error: R 4 `survey`, `rake` to 1e-12, then `svymean`, on the same files."""
N_EFFECTIVE = {None: (397, 345.2548349006), "phone": (195, 164.8180354467)}


def evaluate(*args: str, sample: Path = SAMPLE, population: Path = POPULATION) -> dict[str, Any]:
    told = io.StringIO()
    call_command("opinion", "evaluate", str(sample), "--population", str(population), "--json", *args, stdout=told)
    figures: dict[str, Any] = json.loads(told.getvalue())
    return figures


def refused(*args: str, **files: Path) -> tuple[int, str]:
    with pytest.raises(CommandError) as why:
        evaluate(*args, **files)
    return why.value.returncode, str(why.value)


@pytest.mark.parametrize("mode", [None, "phone"])
def test_it_gives_the_figures_of_r(mode: str | None) -> None:
    figures = evaluate(*(["--mode", mode] if mode else []))
    for answer, expected in SVYMEAN[mode].items():
        share = figures["answers"][answer]
        assert [share[name] for name in ("share_unweighted", "share", "se")] == pytest.approx(expected, abs=1e-6)
        assert share["low"] == pytest.approx(share["share"] - 1.959964 * share["se"])
        assert share["high"] == pytest.approx(share["share"] + 1.959964 * share["se"])
    n, n_effective = N_EFFECTIVE[mode]
    assert (figures["n"], figures["trimmed"]) == (n, 0)
    assert figures["n_effective"] == pytest.approx(n_effective, abs=1e-3)
    assert figures["deff"] == pytest.approx(n / n_effective, abs=1e-6)
    assert mode or figures["left_out"] == 3


def test_it_cuts_heavy_weights_and_meets_the_margins_again() -> None:
    whole, cut = evaluate("--mode", "phone"), evaluate("--mode", "phone", "--trim", "2.2")
    assert cut["trimmed"] > 0
    assert cut["iterations"] > whole["iterations"]
    assert cut["deff"] != whole["deff"]


def made(folder: Path, rows: str, *, margins: str = "sex,ж,50\nsex,м,50") -> dict[str, Path]:
    sample, population = folder / "sample.csv", folder / "population.csv"
    sample.write_text(f"sex,age_group,municipality,mode,answer\n{rows}", encoding="utf-8")
    population.write_text(f"margin,level,count\n{margins}", encoding="utf-8")
    return {"sample": sample, "population": population}


BOTH = "ж,60+,Ревда,phone,да\nм,60+,Ревда,phone,нет\n"


@pytest.mark.parametrize(
    ("rows", "margins", "named"),
    [
        ("ж,60+,Ревда,phone,да\n", "sex,ж,50\nsex,м,50", "«м»"),
        (BOTH + "?,60+,Ревда,phone,да\n", "sex,ж,50\nsex,м,50", "«?»"),
        (BOTH, "sex,ж,50\nsex,ж,50", "twice"),
        (BOTH, "sex,ж,много\nsex,м,50", "«много»"),
        (BOTH, "sex,ж,-1\nsex,м,50", "«-1»"),
        (BOTH, "sex,ж,0\nsex,м,0", "nobody"),
        (BOTH, "income,high,5", "«income»"),
        ("ж,60+,Ревда,phone,\n", "sex,ж,50", "no row has an answer"),
    ],
)
def test_it_names_what_does_not_fit_and_ends_with_2(tmp_path: Path, rows: str, margins: str, named: str) -> None:
    code, why = refused(**made(tmp_path, rows, margins=margins))
    assert code == 2
    assert named in why


def test_it_names_the_modes_there_are(tmp_path: Path) -> None:
    assert refused("--mode", "street", **made(tmp_path, BOTH)) == (
        2,
        f"{tmp_path}/sample.csv has no row of mode «street»; it has: phone.",
    )


@pytest.mark.parametrize("last", ["", "sex,ж,0\nsex,м,100\n"])
def test_it_ends_with_3_where_no_weights_meet_all_margins(tmp_path: Path, last: str) -> None:
    """All women are old and all men are young, but the population is half and half by sex, a third by age."""
    rows = "ж,60+,Ревда,phone,да\nм,18–29,Ревда,phone,нет\n"
    sexes = last or "sex,ж,50\nsex,м,50\n"
    code, _ = refused(**made(tmp_path, rows, margins=f"{sexes}age_group,60+,1\nage_group,18–29,2"))
    assert code == 3


def test_one_respondent_has_a_share_but_no_error(tmp_path: Path) -> None:
    figures = evaluate(**made(tmp_path, "ж,60+,Ревда,phone,да\n", margins="sex,ж,5"))
    assert figures["answers"]["да"] == {"share_unweighted": 1, "share": 1, "se": None, "low": None, "high": None}
