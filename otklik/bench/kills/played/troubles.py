"""What goes wrong in the networks themselves, besides the kills: each breaks, refuses, is late and repeats itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from otklik.bench.kills.played.page import Json


@dataclass(frozen=True, slots=True)
class Speaking:
    """The calls that put words into a network, and an error with which it refuses them for good."""

    methods: tuple[str, ...]
    refusal: Json | None = None


SPEAKING = {
    # in VK each answer must stand there once in the end, so it refuses none
    "vk": Speaking(("wall.createComment", "messages.send")),
    "ok": Speaking(("discussions.addDiscussionComment", "graph.user.messages.post"), {"code": 454}),
    "max": Speaking(("sendComment", "sendMessage"), {"status": 403, "error": "comments.disabled"}),
    "telegram": Speaking(("sendMessage",), {"code": 403}),
}
AFTER_ACCEPTING: tuple[tuple[str, Json], ...] = (
    ("cut_after", {"chance": 0.05}),
    ("timeout_after", {"chance": 0.03, "seconds": 2.5}),
    ("http", {"chance": 0.03, "status": 502, "is_performed": True}),
    ("nonsense", {"chance": 0.02, "is_performed": True}),
)
"""The words stand there, and nobody tells us."""
INSTEAD: tuple[tuple[str, Json], ...] = (
    ("cut_before", {"chance": 0.03}),
    ("http", {"chance": 0.03, "status": 503}),
)
"""The words do not stand there, and nobody tells us."""
OF_PUSHES: tuple[tuple[str, Json], ...] = (
    ("duplicate", {"chance": 0.1}),
    ("late", {"chance": 0.1, "seconds": 1.0}),
)


def troubles_of(networks: Sequence[str]) -> Iterator[tuple[str, Json]]:
    """All faults, each for as long as nobody removes it."""
    for network in networks:
        speaking = SPEAKING[network]
        for method in speaking.methods:
            for kind, fields in (*AFTER_ACCEPTING, *INSTEAD):
                yield kind, {"network": network, "method": method, "count": 0} | fields
            if speaking.refusal:
                yield "error", {"network": network, "method": method, "count": 0, "chance": 0.02} | speaking.refusal
    for kind, fields in OF_PUSHES:
        yield kind, {"count": 0} | fields
