"""Whether a name of a person is written in full, as documents have it."""

import re
from typing import Final

_FULL: Final = re.compile(r"\A[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*(?: [^\W\d_]{2,}(?:[-'’][^\W\d_]+)*){1,4}")


def is_full_name(text: str) -> bool:
    """Surname and first name, the patronymic where there is one: words of letters, no initials, the first capital."""
    return bool(_FULL.fullmatch(text)) and text[0].isupper()
