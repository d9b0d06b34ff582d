"""Photos on their way into VK: an address is asked for, the file is sent there, then it is saved and has a number.

As VK does it (https://dev.vk.ru/ru/api/upload/overview). In memory only: what is under way does not survive a restart.
"""

import json
import secrets
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from otklik.sandbox.multipart import read_parts
from otklik.sandbox.vk.objects import Json
from otklik.sandbox.vk.refusals import VkError

SERVER = 857216
MOST_BYTES = 50 * 1024 * 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent and not saved yet. `kind`: wall or message."""

    kind: str
    owner_id: int
    content: bytes


@dataclass(slots=True)
class Uploads:
    """What is under way, and what was saved."""

    addresses: dict[str, tuple[str, int]] = field(default_factory=dict)
    sent: dict[str, Upload] = field(default_factory=dict)
    saved: dict[tuple[int, int], Json] = field(default_factory=dict)
    last_id: int = 457_239_100

    def clear(self) -> None:
        self.addresses.clear()
        self.sent.clear()
        self.saved.clear()

    def open(self, kind: str, owner_id: int, *, base_url: str) -> str:
        """An address that takes one file."""
        ticket = secrets.token_hex(16)
        self.addresses[ticket] = (kind, owner_id)
        return f"{base_url}/vk/upload/{ticket}"

    def take(self, ticket: str, content: bytes) -> Json:
        """The file has come; what VK's upload server answers."""
        kind, owner_id = self.addresses.pop(ticket)
        if not content.startswith(_PICTURES) or len(content) > MOST_BYTES:
            return {"server": SERVER, "photo": "[]", "hash": ""}
        hash_ = secrets.token_hex(16)
        self.sent[hash_] = Upload(kind, owner_id, content)
        return {"server": SERVER, "photo": json.dumps([{"photo": hash_[:10], "sizes": []}]), "hash": hash_}

    def save(self, kind: str, *, server: int, photo: str, hash_: str) -> Json:
        """The file becomes a photo with a number of its own."""
        if server != SERVER:
            raise VkError(118)
        upload = self.sent.get(hash_)
        if photo in ("", "[]") or upload is None or upload.kind != kind:
            raise VkError(121)
        del self.sent[hash_]
        self.last_id += 1
        url = f"https://sun9-1.userapi.com/{self.last_id}.jpg"
        shown: Json = {
            "id": self.last_id, "album_id": -14 if kind == "wall" else -64, "owner_id": upload.owner_id,
            "date": 1764000000, "text": "", "has_tags": False, "access_key": secrets.token_hex(9),
            "sizes": [{"type": "x", "url": url, "width": 604, "height": 453}],
        }  # fmt: skip
        self.saved[upload.owner_id, self.last_id] = shown
        return shown

    def find(self, owner_id: int, photo_id: int, key: str) -> Json | None:
        """A saved photo; who is not its owner needs its key."""
        known = self.saved.get((owner_id, photo_id))
        return known if known is not None and key in ("", known["access_key"]) else None


class UploadServer:
    """Answers /vk/upload/<ticket>."""

    def __init__(self, uploads: Uploads) -> None:
        self.uploads = uploads

    async def answer(self, request: Request) -> Response:
        ticket = request.path_params["ticket"]
        if ticket not in self.uploads.addresses:
            return Response('{"error":"ERR_UPLOAD_BAD_REQUEST"}', media_type="text/html", status_code=400)
        parts = read_parts(request.headers.get("content-type", ""), await request.body())
        content = parts["photo"].content if "photo" in parts and parts["photo"].filename else b""
        return Response(json.dumps(self.uploads.take(ticket, content)), media_type="text/html; charset=utf-8")
