"""Images on their way into MAX: an address is asked for, the file is sent there, and its token goes into a message.

As MAX does it (schema 0.0.32, POST /uploads). In memory only: what is under way does not survive a restart.
"""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from otklik.sandbox.max.objects import Json
from otklik.sandbox.max.refusals import wrong
from otklik.sandbox.multipart import read_parts

KINDS = ("image", "video", "audio", "file")
MOST_BYTES = 50 * 1024 * 1024
MOST_IN_MESSAGE = 12
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


@dataclass(slots=True)
class Uploads:
    """Addresses that were given out, and images by their token."""

    addresses: set[str] = field(default_factory=set)
    images: dict[str, Json] = field(default_factory=dict)
    last_id: int = 4_100_000

    def clear(self) -> None:
        self.addresses.clear()
        self.images.clear()

    def open(self, kind: str, *, base_url: str) -> str:
        """An address that takes one file. The sandbox takes images alone: nothing else is sent to it."""
        if kind not in KINDS:
            raise wrong("type: must be one of image, video, audio, file")
        if kind != "image":
            raise wrong("type: the sandbox takes images only")
        ticket = secrets.token_urlsafe(16)
        self.addresses.add(ticket)
        return f"{base_url}/max-upload/{ticket}"

    def take(self, content: bytes) -> Json | None:
        """The image has come: its token under a name of its own; None where it is no image."""
        if not content.startswith(_PICTURES) or len(content) > MOST_BYTES:
            return None
        self.last_id += 1
        token = secrets.token_urlsafe(24)
        self.images[token] = {
            "photo_id": self.last_id, "token": token, "url": f"https://i.oneme.ru/i?r={self.last_id}",
        }  # fmt: skip
        return {"photos": {secrets.token_urlsafe(12): {"token": token}}}

    def attach(self, given: list[Any]) -> list[Json]:
        """What a message asks for as it will be shown: each image by its token. Anything else stays as it is."""
        if len(given) > MOST_IN_MESSAGE:
            raise wrong("attachments: too many")
        shown: list[Json] = []
        for one in given:
            if not isinstance(one, dict) or not isinstance(one.get("type"), str):
                raise wrong("attachments: must be objects with a type")
            shown += self._images_of(one) if one["type"] == "image" else [one]
        return shown

    def _images_of(self, attachment: Json) -> list[Json]:
        payload = attachment.get("payload")
        asked = payload if isinstance(payload, dict) else {}
        tokens = [asked.get("token"), *(one.get("token") for one in (asked.get("photos") or {}).values())]
        found = [self.images.get(str(token)) for token in tokens if token]
        if not found or None in found:
            raise wrong("attachments: the token of the image is not valid")
        return [{"type": "image", "payload": image} for image in found]


class UploadServer:
    """Answers /max-upload/<ticket>: a host of its own, which knows no bot."""

    def __init__(self, uploads: Uploads) -> None:
        self.uploads = uploads

    async def answer(self, request: Request) -> Response:
        ticket = request.path_params["ticket"]
        if ticket not in self.uploads.addresses:
            return _as_json({"error_code": 5, "error_data": "BAD_REQUEST"}, status=400)
        parts = read_parts(request.headers.get("content-type", ""), await request.body())
        told = self.uploads.take(parts["data"].content) if "data" in parts else None
        if told is None:
            return _as_json({"error_code": 4, "error_data": "BAD_REQUEST"}, status=400)
        self.uploads.addresses.discard(ticket)
        return _as_json(told)


def _as_json(told: Json, *, status: int = 200) -> Response:
    return Response(json.dumps(told), status_code=status, media_type="application/json; charset=utf-8")
