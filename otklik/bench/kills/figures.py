"""What the trial prints."""

from collections import Counter
from dataclasses import asdict, dataclass

from otklik.bench.kills.verdict import Findings


@dataclass(frozen=True, slots=True)
class NetworkFigures:
    """What happened in one network."""

    answers: int
    sent: int
    looked_for: int
    """Of those that are sent: in doubt at least once."""
    failed: int
    unknown: int
    not_shown: int
    """Failed or unknown, and the desk does not show it with the decision and the talk."""
    findings: Findings
    """When calm had come."""
    decided: int
    """So many of the failed and unknown ones a person decided on in the desk."""
    findings_in_the_end: Findings
    """After that: now each answer has to be there once, in every network."""


@dataclass(frozen=True, slots=True)
class KillFigures:
    """What happened."""

    seed: int
    kills: int
    at_points: int
    dealt: dict[str, int]
    """By point in the code, or by part where it was any moment."""
    restarts: dict[str, int]
    answers: int
    outages_seen: int
    """How often those who answer found the database away."""
    events: int
    """Webhooks that got their yes."""
    given_up: int
    """Webhooks that the network stopped repeating: reading the page back finds what they told."""
    faults: dict[str, int]
    """Calls that the networks let go wrong, by network."""
    kill_seconds: float
    calm_seconds: float
    """From the last kill until nothing waited any more."""
    networks: dict[str, NetworkFigures]
    findings: dict[str, int]
    """Of all networks and both times together; everything should be 0."""


def sum_up(networks: dict[str, NetworkFigures]) -> Counter[str]:
    """The findings of all networks, both times together."""
    total = Counter[str]()
    for one in networks.values():
        total.update(asdict(one.findings))
        total.update(asdict(one.findings_in_the_end))
        total["not_shown"] += one.not_shown
    return total
