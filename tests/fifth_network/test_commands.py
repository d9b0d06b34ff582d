"""What the commands and the settings make of a network that was added."""

import json
from pathlib import Path

from tests.fifth_network.installation import run
from tests.fifth_network.server import YARD

SAID = {"number": 7, "topic": 3, "to": 0, "by": {"person": 501, "name": "Мария П"}, "text": "Лёд у подъезда", "at": 1}


def body(tmp_path: Path, what: str, thing: object, *, yard: str = YARD) -> str:
    file = tmp_path / f"{what}.json"
    file.write_text(json.dumps({"yard": yard, "what": what, "thing": thing}))
    return str(file)


def test_it_reads_kept_bodies(installation: Path, environment: dict[str, str], tmp_path: Path) -> None:
    files = [
        body(tmp_path, "said", SAID),
        body(tmp_path, "whispered", {"number": 1, "person": 501, "text": "Тише"}),
        body(tmp_path, "sat_down", {}),
        body(tmp_path, "danced", {}),
    ]
    told = run(installation, "networks", "parse", "zavalinka", "--json", *files, environment=environment)
    assert told.returncode == 0, told.stderr
    outcomes = [json.loads(line) for line in told.stdout.splitlines()]
    assert [one["outcome"] for one in outcomes] == ["events", "events", "ignored", "refused"]
    (event,) = outcomes[0]["events"]
    assert (event["external_id"], event["thread_id"], event["text"]) == ("3/7", "3/7", "Лёд у подъезда")


def test_it_follows_the_settings_of_its_name(installation: Path, environment: dict[str, str]) -> None:
    show = "from django.conf import settings; print(dict(settings.OTKLIK_NETWORKS).get('zavalinka'))"

    def settings_with(**more: str) -> str:
        told = run(installation, "shell", "--no-imports", "-c", show, environment=environment | more)
        return told.stdout + told.stderr

    without = {"OTKLIK_EMBEDDED_POSTGRES": "no", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    assert settings_with(**without).strip() == "None"
    on = without | {"OTKLIK_ZAVALINKA_ON": "yes"}
    assert "https://api.zavalinka.example" in settings_with(**on)
    told = settings_with(**on, OTKLIK_ZAVALINKA_API_URL="http://127.0.0.1:9", OTKLIK_ZAVALINKA_TIMEOUT_SECONDS="3")
    assert "'http://127.0.0.1:9'" in told
    assert "timeout_seconds=3.0" in told
    assert "OTKLIK_ZAVALINKA_ON" in settings_with(**without | {"OTKLIK_ZAVALINKA_ON": "perhaps"})


def test_it_finds_the_words_of_the_folder_in_the_folders_own_catalogue(
    installation: Path, environment: dict[str, str]
) -> None:
    told = run(installation, "translations", "--check", environment=environment)
    assert told.returncode == 0, told.stdout + told.stderr
