"""Files that a resident attached a moment ago, signed for the next step of their form: nobody else can name them."""

import base64
from collections.abc import Sequence
from typing import BinaryIO, Final, NamedTuple

from django.core import signing
from django.http import HttpRequest

from otklik.intake.accept_act import keep_act_file, read_act_photo, videos_among
from otklik.shared import clock

_SALT: Final = "otklik.act-photos"
_KEPT_SECONDS: Final = 3600
"""A file that belongs to nothing is let go after an hour."""


class KeptFile(NamedTuple):
    """A file of an earlier step as the form shows it."""

    id: int
    data: str
    """The photo within the page: it has no address yet at which anybody could ask for it. Empty: none to show."""
    is_video: bool


def keep_one(source: BinaryIO) -> int:
    """Keep a photo or a video that came with a form; its id. Raises FileRefused."""
    return keep_act_file(source, now=clock.now()).file_id


def show_kept(file_ids: Sequence[int]) -> list[KeptFile]:
    """Those of these files that are still there, for a form that is shown again."""
    videos = videos_among(file_ids) if file_ids else frozenset()
    shown = [KeptFile(id_, _as_data(id_), id_ in videos) for id_ in file_ids]
    return [one for one in shown if one.data or one.is_video]


def _as_data(file_id: int) -> str:
    content = read_act_photo(file_id)
    return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}" if content else ""


def kept_of(request: HttpRequest, *, at_most: int) -> list[int]:
    """The files of earlier steps that a form names, without those that its sender takes out."""
    gone = set(request.POST.getlist("drop"))
    return [one for one in read_kept(request.POST.getlist("kept"), at_most=at_most) if str(one) not in gone]


def sign_kept(file_ids: Sequence[int]) -> str:
    """These files for a field of a form; nothing where there are none."""
    return signing.dumps(list(file_ids), salt=_SALT) if file_ids else ""


def read_kept(signed: Sequence[str], *, at_most: int) -> list[int]:
    """The files of earlier steps; what we did not sign, or too long ago, is none."""
    ids: list[int] = []
    for one in signed[: at_most + 1]:
        try:
            ids += [int(id_) for id_ in signing.loads(one, salt=_SALT, max_age=_KEPT_SECONDS)]
        except (signing.BadSignature, TypeError, ValueError):
            continue
    return list(dict.fromkeys(ids))
