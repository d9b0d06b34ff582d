"""Files that a resident attached a moment ago, signed for the next step of their form: nobody else can name them."""

from collections.abc import Sequence
from typing import Final

from django.core import signing

_SALT: Final = "otklik.act-photos"
_KEPT_SECONDS: Final = 3600
"""A file that belongs to nothing is let go after an hour."""


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
