"""Who keeps the vocabulary of tags, and who puts tags on cases and takes them off."""

from tests.access.row import AD, AP, CM, CO, CU, EX, STRANGER, Row, act, page

KEEPS_THIS_TAG: dict[str, int] = dict.fromkeys((CO, CM, CU, AD), 302)
TAG_ROWS = (
    page("tags", (CM, CO, CU, AD, STRANGER)),
    Row("tags", dict.fromkeys((CM, CO, CU, AD, STRANGER), 422), post={}),
    Row("change_tag", KEEPS_THIS_TAG, post={"name": "Наледь", "version": "1"}, args=("tag",)),
    Row("retire_tag", KEEPS_THIS_TAG, post={"version": "1"}, args=("tag",)),
    Row("put_tag", act("", (CM, EX, AP, CO, CU)).gets, post={"tag": "Лёд"}, args=("tagged",)),
    act("take_tag", (CM, EX, AP, CO, CU), tag_id="1"),
)
