"""How letters leave: by which server and how secured, or into a folder."""

from pathlib import Path

import pytest

from otklik.ground.env import SettingRefused
from otklik.project import mail


@pytest.mark.parametrize(
    ("security", "secured"), [("none", (False, False)), ("starttls", (True, False)), ("tls", (False, True))]
)
def test_it_goes_through_the_server_that_is_named(
    monkeypatch: pytest.MonkeyPatch, security: str, secured: tuple[bool, bool]
) -> None:
    monkeypatch.setenv("OTKLIK_MAIL_HOST", "mail.example")
    monkeypatch.setenv("OTKLIK_MAIL_PORT", "587")
    monkeypatch.setenv("OTKLIK_MAIL_SECURITY", security)
    mailer = mail.mailers()["default"]
    options = mailer["OPTIONS"]
    assert mailer["BACKEND"].endswith("smtp.EmailBackend")
    assert (options["host"], options["port"]) == ("mail.example", 587)
    assert (options["use_tls"], options["use_ssl"]) == secured


def test_it_keeps_letters_in_a_folder_where_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OTKLIK_MAIL_FOLDER", str(tmp_path))
    mailer = mail.mailers()["default"]
    assert mailer["BACKEND"].endswith("filebased.EmailBackend")
    assert mailer["OPTIONS"] == {"file_path": str(tmp_path)}


@pytest.mark.parametrize(
    ("name", "value"), [("SECURITY", "ssl3"), ("PORT", "0"), ("PORT", "smtp"), ("TIMEOUT_SECONDS", "600")]
)
def test_it_refuses_nonsense(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"OTKLIK_MAIL_{name}", value)
    with pytest.raises(SettingRefused, match=f"OTKLIK_MAIL_{name}"):
        mail.mailers()
