"""To whom a case can be assigned, and the load of each person."""

from dataclasses import dataclass
from datetime import date

from otklik.appeals.crew import load_of
from otklik.organizations.selectors import list_executors


@dataclass(frozen=True, slots=True)
class ExecutorLoad:
    """A person who can be given a case."""

    staff_id: int
    name: str
    post: str
    instead_of: str
    open_cases: int


def list_executor_loads(body_id: int, *, on: date) -> list[ExecutorLoad]:
    """The people of a body who can work a case out, by name, with their open cases."""
    people = list_executors(body_id, on=on)
    loads = load_of(one.staff_id for one in people) if people else {}
    return [
        ExecutorLoad(one.staff_id, one.name, one.post, one.instead_of, loads.get(one.staff_id, (0, None))[0])
        for one in people
    ]
