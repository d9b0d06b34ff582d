"""Forms with files, as browsers and HTTP clients send them."""

from dataclasses import dataclass
from email import message_from_bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One field. `filename` is empty where it is no file."""

    filename: str
    content: bytes

    @property
    def text(self) -> str:
        """The words of a field that is no file."""
        return self.content.decode("utf-8", "replace")


def read_parts(content_type: str, body: bytes) -> dict[str, Part]:
    """The fields by name; nothing where it is no such form."""
    whole = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    parts: dict[str, Part] = {}
    for part in whole.walk() if whole.is_multipart() else ():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            parts[name] = Part(part.get_filename() or "", content)
    return parts
