"""The past month in the sandbox, network by network: the posts, then all stories in the order of time."""

from collections.abc import Sequence
from typing import Any

from otklik.demo.control import Control
from otklik.demo.networks.network import Json, Words
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.stories import Line, Post, Story


class Later:
    """The names of something that is written earlier in the same batch."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __getitem__(self, name: str) -> Any:
        """A reference, which the sandbox fills."""
        return {"of": self._number, "take": name}


def write_past(posts: Sequence[Post], stories: Sequence[Story], *, control: Control) -> None:
    """Write everything into the sandbox and remember how it is named there. Raises RuntimeError if it is refused."""
    for network in NETWORKS:
        _write_in(
            network,
            [post for post in posts if post.page.network == network],
            [story for story in stories if story.page.network == network],
            control=control,
        )


def _write_in(network: str, posts: Sequence[Post], stories: Sequence[Story], *, control: Control) -> None:
    # posts before comments, so that a post has the same number at every start: scripts for training name it
    things: list[tuple[Post | Line, Story | None]] = [(post, None) for post in posts]
    lines = [(line, story) for story in stories for line in story.lines.values()]
    things += sorted(lines, key=lambda pair: pair[0].at)
    numbers = {id(thing): Later(number) for number, (thing, _) in enumerate(things)}
    results = control.run_batch(network, [_as_act(network, *pair, later=numbers) for pair in things])
    refused = [result["error"] for result in results if "error" in result]
    if refused:
        raise RuntimeError(f"{network}: the sandbox refused {len(refused)} lines of the past: {refused[0]}")
    for (thing, _), names in zip(things, results, strict=True):
        thing.names.update(names)


def _as_act(network: str, thing: Post | Line, story: Story | None, *, later: dict[int, Later]) -> Json:
    if isinstance(thing, Post):
        path, body = NETWORKS[network].post(thing.page, thing.card.text, at=thing.at)
    elif story is not None:
        path, body = NETWORKS[network].write(story.page, _words(thing, story, later=later))
    return {"act": path} | body


def _words(line: Line, story: Story, *, later: dict[int, Later]) -> Words:
    """The words of a line, with references to what has no name yet."""
    words = story.words_of(line)
    if story.post is not None:
        words.post = later[id(story.post)]
    if words.first is not None:
        words.first = later[id(story.lines["first"])]
    return words
