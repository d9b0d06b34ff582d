"""Rows of the table for what everybody sees: the copy of an answered case of the utilities, photos, rules."""

from otklik.appeals.models import Appeal
from otklik.publication.decisions.obstacles import hash_words
from otklik.publication.models import Decision
from otklik.publication.tests.made_up import REPLY, answered
from tests.access.row import AD, CM, CO, CU, MO, MODERATES, SEES_THIS_CASE, STRANGER, UNSEEN, Row, page
from tests.people import Cast

_TEXT = "Яма у школы"
_MAY = dict.fromkeys(SEES_THIS_CASE, 422) | UNSEEN | dict.fromkeys((CM, CO, CU, MO), 302)
_SEEN = {"words": hash_words(_TEXT, REPLY)}


def published(cast: Cast) -> int:
    """An answered case of the utilities that everybody may read."""
    return answered(cast, _TEXT, body=cast.utilities).number


def published_private(cast: Cast) -> int:
    """An answered private talk of the utilities."""
    number = answered(cast, _TEXT, body=cast.utilities, channel="private").number
    assert not Decision.objects.get(appeal=Appeal.objects.get(number=number)).is_published
    return number


PUBLICATION_ROWS = (
    page("publication", (*MODERATES, STRANGER)),
    page("publication_photos", (*MODERATES, STRANGER)),
    page("publication_rules", (CU, AD)),
    Row("public_copy", dict.fromkeys(SEES_THIS_CASE, 200) | UNSEEN, args=("published",)),
    Row("publish_copy", _MAY, post=_SEEN | {"copy_text": "Яма", "copy_answer": "Засыпали"}, args=("published",)),
    Row("withdraw_copy", _MAY, post=_SEEN | {"because": "видно, чей двор"}, args=("published",)),
    Row("publish_consent", _MAY, post=_SEEN | {"consent": "24 ноября, «да»"}, args=("published_private",)),
    Row("publish_photo", _MAY, post={"decision": "inside"}, args=("published", "photo")),
)
