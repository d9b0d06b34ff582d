"""Masks private links. Such a link authenticates a resident without an account: whoever holds it speaks as them.

What staff read shows such a link cut short, wherever it came from: sent by us and shown back by the network, quoted by
the resident, kept as bytes.
"""

import re
from typing import Final

VERDICT = "/solved/"
"""Where the resident says whether it is solved; the secret follows."""
UNCONFIRMED_DAYS: Final = 7
"""So long an address that somebody typed waits until its holder says yes; then it is forgotten."""
CASE_PAGE = "/case/"
"""What was asked and answered; the number and the secret follow."""

_SECRET = re.compile(r"(\\?/(?:solved|case\\?/\d{1,12})\\?/)[\w-]{16,}(?:\\?/)?")
"""Also as JSON spells a slash."""


def mask_links(text: str) -> str:
    """The text with the secrets of such links replaced."""
    return _SECRET.sub(r"\1…", text)
