"""stats.get: how many people a community reached, week by week."""

from datetime import UTC, datetime, timedelta

from otklik.sandbox.vk.methods.call import Call, access_page, method
from otklik.sandbox.vk.objects import Json
from otklik.sandbox.vk.refusals import VkError

MOST_WEEKS = 52


@method("stats.get")
def get_stats(call: Call) -> list[Json]:
    """Whole weeks from Monday, the newest first; the one that runs has reached nobody yet. Other spans: not played."""
    page = access_page(call, call.whole("group_id"))
    if call.text("interval") != "week":
        raise VkError(100, "interval: the sandbox plays weeks only")
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in range(min(call.whole("intervals_count", 1), MOST_WEEKS))]
    return [_show(start, reach=0 if start == monday else page.weekly_reach) for start in weeks]


def _show(start: datetime, *, reach: int) -> Json:
    return {
        "period_from": int(start.timestamp()),
        "period_to": int((start + timedelta(weeks=1)).timestamp()) - 1,
        "activity": {"likes": 0, "comments": 0, "copies": 0, "subscribed": 0, "unsubscribed": 0, "hidden": 0},
        "reach": {"reach": reach, "reach_subscribers": reach, "mobile_reach": reach},
        "visitors": {"views": reach, "visitors": reach},
    }
