"""Detects the type of a file by its first bytes; the name and header of an upload are not trusted."""

from typing import Final

from otklik.shared.words import marked as _

PHOTOS: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
"""What is taken, and what Pillow calls it."""
VIDEOS: Final = ("mp4", "webm", "video")
"""What is looked at as a video; the last is any other and is not taken."""

_CALLED: Final = {
    "svg": "SVG",
    "gif": "GIF",
    "heic": "HEIC",
    "avif": "AVIF",
    "pdf": "PDF",
    "bmp": "BMP",
    "tiff": "TIFF",
    "zip": _("an archive or an office document"),
    "html": _("a web page"),
    "mp4": _("a video"),
    "webm": _("a video"),
    "video": _("a video"),
    "program": _("a program"),
}
_BEGINS: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_EBML: Final = b"\x1aE\xdf\xa3"
"""Matroska and WebM; the latter names itself in the head."""
_MP4: Final = (b"qt  ", b"iso", b"mp4", b"avc1", b"3gp", b"3g2", b"M4V", b"MSNV", b"mmp4")
"""How the kind of file begins that phones write; others (sound, pictures in a row) are a video of another kind."""
_HEIC: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_AVIF: Final = (b"avif", b"avis")


def sniff(content: bytes) -> str:
    """One of `PHOTOS`, another kind that we know by sight, or nothing."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp":
        brand = content[8:12]
        if brand in _AVIF or (brand in _HEIC and b"avif" in content[16:64]):
            return "avif"
        return "heic" if brand in _HEIC else "mp4" if brand.startswith(_MP4) else "video"
    if content.startswith(_EBML):
        return "webm" if b"\x42\x82\x84webm" in content[:64] else "video"
    for begin, kind in _BEGINS:
        if content.startswith(begin):
            return kind
    words = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if words.startswith(b"<") and b"<svg" in words:
        return "svg"
    return "html" if words.startswith((b"<!doctype", b"<html", b"<script")) else ""


def called(kind: str) -> str:
    """The word for a kind that is not taken; nothing where we do not know it either."""
    return _CALLED.get(kind, "")
