"""Stories as the network has them: what is written into the sandbox, and the events as VK would have sent them."""

import json
from collections.abc import Sequence
from typing import Any

from otklik.demo.control import Control
from otklik.demo.stories import Line, Story


def write_stories(stories: Sequence[Story], *, control: Control) -> None:
    """Write all lines of all stories into the sandbox, in the order of time. Raises RuntimeError if one is refused."""
    lines = [(line, story) for story in stories for line in story.lines.values()]
    lines.sort(key=lambda pair: (pair[0].at, pair[0].id))
    results = control.run_batch([_as_act(line, story) for line, story in lines])
    refused = [result["error"] for result in results if "error" in result]
    if refused:
        raise RuntimeError(f"the sandbox refused {len(refused)} lines of the past: {refused[0]}")


def _as_act(line: Line, story: Story) -> dict[str, Any]:
    group_id, user_id = story.page.group_id, story.resident.user_id
    act = {"group_id": group_id, "id": line.id, "text": line.text, "date": int(line.at.timestamp())}
    if line.attachments:
        act["attachments"] = list(line.attachments)
    name = f"{story.resident.first_name} {story.resident.last_name}"
    if not story.post_id:
        if line.is_by_page:
            return act | {"act": "messages/answer", "peer_id": user_id}
        return act | {"act": "messages/write", "author_id": user_id, "author_name": name}
    act |= {"act": "comments/write", "post_id": story.post_id}
    if line is not story.lines["first"]:
        act["reply_to"] = story.lines["first"].id
    if line.is_by_page:
        return act | {"author_id": -group_id}
    return act | {"author_id": user_id, "author_name": name}


def event_body(line: Line, story: Story, *, secret: str) -> bytes:
    """The event with which VK would have told of this line."""
    if story.post_id:
        kind, told = "wall_reply_new", _comment(line, story)
    elif line.is_by_page:
        kind, told = "message_reply", _message(line, story)
    else:
        kind, told = "message_new", {"message": _message(line, story), "client_info": {}}
    event = {
        "group_id": story.page.group_id,
        "type": kind,
        "event_id": f"{story.page.group_id:x}{line.id:08x}",
        "v": "5.199",
        "object": told,
        "secret": secret,
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def _comment(line: Line, story: Story) -> dict[str, Any]:
    first, group_id = story.lines["first"], story.page.group_id
    told: dict[str, Any] = {
        "id": line.id,
        "from_id": -group_id if line.is_by_page else story.resident.user_id,
        "date": int(line.at.timestamp()),
        "text": line.text,
        "post_id": story.post_id,
        "owner_id": -group_id,
        "parents_stack": [],
        "post_owner_id": -group_id,
    }
    if line is not first:
        told |= {"parents_stack": [first.id], "reply_to_comment": first.id, "reply_to_user": story.resident.user_id}
    return told | _attached(line)


def _message(line: Line, story: Story) -> dict[str, Any]:
    peer_id = story.resident.user_id
    return {
        "id": line.id,
        "date": int(line.at.timestamp()),
        "peer_id": peer_id,
        "from_id": -story.page.group_id if line.is_by_page else peer_id,
        "text": line.text,
        "out": int(line.is_by_page),
        "conversation_message_id": place_in_talk(line, story),
        "fwd_messages": [],
        "attachments": [],
    } | _attached(line)


def place_in_talk(line: Line, story: Story) -> int:
    """Private messages are numbered inside their talk."""
    return story.sorted_lines.index(line) + 1


def external_id(line: Line, story: Story) -> str:
    """The name of a line as our connector names it."""
    if story.post_id:
        return f"wall-{story.page.group_id}_{story.post_id}_{line.id}"
    return f"peer{story.resident.user_id}_{place_in_talk(line, story)}"


def address(line: Line, story: Story) -> str:
    """Where it would be read in VK."""
    if story.post_id:
        thread = f"&thread={story.lines['first'].id}"
        return f"https://vk.ru/wall-{story.page.group_id}_{story.post_id}?reply={line.id}{thread}"
    return f"https://vk.ru/gim{story.page.group_id}?sel={story.resident.user_id}"


def _attached(line: Line) -> dict[str, Any]:
    """Only that something is attached: the sandbox holds the whole of it."""
    if not line.attachments:
        return {}
    return {"attachments": [_SAMPLES[kind] for kind in line.attachments]}


_SAMPLES: dict[str, dict[str, Any]] = {
    "photo": {"type": "photo", "photo": {"id": 457239017, "owner_id": 1, "album_id": -7, "text": "", "sizes": []}},
    "sticker": {"type": "sticker", "sticker": {"sticker_id": 9008, "product_id": 279, "images": []}},
}
