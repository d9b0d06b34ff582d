"""Rules of signing in: dated versions, the past as it was, and passwords that are asked by the rules of today."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.policy import SignInRules, enter_rules, list_rules, rules_on
from otklik.organizations.rights import Role
from tests.town import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
STRICT = SignInRules(min_length=16, second_factor_roles=frozenset({Role.CURATOR}), session_hours=8, invitation_days=1)


def test_each_day_has_its_rules() -> None:
    enter_rules(STRICT, since_on=TODAY + timedelta(days=7), by=None, now=NOW)
    assert rules_on(TODAY) == rules_on(TODAY + timedelta(days=6)) == SignInRules()
    assert rules_on(TODAY + timedelta(days=7)) == rules_on(TODAY + timedelta(days=700)) == STRICT
    (version,) = list_rules(on=TODAY)
    assert not version.is_in_force
    assert list_rules(on=TODAY + timedelta(days=9))[0].is_in_force
    assert AuditRecord.objects.get(act="sign_in_rules").details["min_length"] == "16"


def test_the_version_of_a_day_can_be_put_right_and_the_past_cannot() -> None:
    enter_rules(STRICT, since_on=TODAY, by=None, now=NOW)
    enter_rules(SignInRules(min_length=12), since_on=TODAY, by=None, now=NOW)
    assert rules_on(TODAY).min_length == 12
    with pytest.raises(UnfitEntry):
        enter_rules(STRICT, since_on=TODAY - timedelta(days=1), by=None, now=NOW)


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        (SignInRules(min_length=7), "min_length"),
        (SignInRules(session_hours=0), "session_hours"),
        (SignInRules(invitation_days=31), "invitation_days"),
    ],
)
def test_it_refuses_rules_that_make_no_sense(rules: SignInRules, field: str) -> None:
    with pytest.raises(UnfitEntry) as refused:
        enter_rules(rules, since_on=TODAY, by=None, now=NOW)
    assert refused.value.field == field


def test_a_new_password_is_as_long_as_the_rules_of_today_want() -> None:
    with time_machine.travel(NOW, tick=False):
        validate_password("клевер-и-луг")
        enter_rules(STRICT, since_on=TODAY, by=None, now=NOW)
        with pytest.raises(ValidationError, match="16"):
            validate_password("клевер-и-луг")
        validate_password("клевер-и-луг-и-лес")
