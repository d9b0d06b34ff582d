import os
import signal
import subprocess
import sys
from pathlib import Path

PROGRAM = "from otklik.shared.failpoints import failpoint; failpoint('delivery.before_send'); print('survived')"


def _run_to_the_failpoint(folder: Path | None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "OTKLIK_KILL_POINTS"}
    if folder:
        environment["OTKLIK_KILL_POINTS"] = str(folder)
    return subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False)


def test_it_kills_the_process_once_and_takes_the_file_away(tmp_path: Path) -> None:
    (tmp_path / "delivery.before_send").touch()

    assert _run_to_the_failpoint(tmp_path).returncode == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []
    assert _run_to_the_failpoint(tmp_path).stdout == "survived\n"


def test_it_passes_by_a_file_of_another_point(tmp_path: Path) -> None:
    (tmp_path / "delivery.after_send").touch()

    assert _run_to_the_failpoint(tmp_path).stdout == "survived\n"
    assert (tmp_path / "delivery.after_send").exists()


def test_it_does_nothing_when_no_trial_is_on() -> None:
    assert _run_to_the_failpoint(None).stdout == "survived\n"


def test_it_does_nothing_when_the_folder_is_gone(tmp_path: Path) -> None:
    assert _run_to_the_failpoint(tmp_path / "gone").stdout == "survived\n"
