"""Showing kept bytes readably, without secrets and phone numbers."""

import json

import pytest

from otklik.intake.selectors import mask


def test_letters_that_json_spells_in_ascii_are_shown_as_letters() -> None:
    said = {"text": "Ямы на Ленина, 5 🕳"}
    assert mask(json.dumps(said).encode()) == json.dumps(said, ensure_ascii=False)


@pytest.mark.parametrize(
    "kept",
    [
        r'"C:\\u0430"',
        r'"\u0022, \u005c, \u000a"',
        r'"\u202e, \ud83d, \udb40\udc01"',
        r'"cut off \u04',
    ],
    ids=["a backslash that is meant", "what would break the string", "what cannot be seen", "half an escape"],
)
def test_other_escapes_stay_as_they_came(kept: str) -> None:
    assert mask(kept.encode()) == kept


@pytest.mark.parametrize("body", [r'{"secr\u0065t": "s3cret"}', r'{"secret": "\u0073\u0033cret"}'])
def test_a_secret_does_not_hide_behind_escapes(body: str) -> None:
    assert 'cret"' not in mask(body.encode()).replace('"secret"', "")


@pytest.mark.parametrize("phone", [r"\u002b7 912 345-67-89", r"8\u00a0912\u00a0345-67-89", "+7 912 345-67-89"])
def test_a_phone_number_does_not_hide_behind_escapes(phone: str) -> None:
    assert "345" not in mask(f'{{"text": "{phone}"}}'.encode())
