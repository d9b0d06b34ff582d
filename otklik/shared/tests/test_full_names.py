"""What is a full name of a person, and what is none."""

import pytest

from otklik.shared.full_names import is_full_name


@pytest.mark.parametrize(
    "name", ["Устюгов Григорий Павлович", "Елена Бирюкова", "Салтыков-Щедрин Михаил", "Алиев Али Мамед оглы"]
)
def test_it_is_full(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize(
    "name",
    ["", "Устюгов", "Устюгов Г. П.", "Устюгов Г", "устюгов григорий", "Глава 7", "Устюгов  Григорий",
     "и. о. Иванов Иван", "Иванов Иван, директор", "А " * 40],
)  # fmt: skip
def test_it_is_none(name: str) -> None:
    assert not is_full_name(name)
