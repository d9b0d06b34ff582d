"""Which addresses of mail we take from residents."""

import pytest

from otklik.intake.act_checks import wrong_with_email


@pytest.mark.parametrize(
    "email",
    [
        "a@localhost", "a@[127.0.0.1]", "=?utf-8?q?a?=@b.example", f"{'a' * 65}@b.example", "a@b..example",
        "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "<a@b.example>", f"a@{'b' * 250}.example",
    ],
)  # fmt: skip
def test_it_must_lead_to_one_mailbox_of_the_world(email: str) -> None:
    refused = wrong_with_email(email)
    assert refused is not None
    assert refused.field == "email"


@pytest.mark.parametrize("email", ["", " ", "ivan.p+otklik@mail.ru", "ivan@пример.рф", "o'neil@b.example"])
def test_usual_ones_are_taken(email: str) -> None:
    assert wrong_with_email(email) is None
