"""All checks, in the order in which people read them."""

from otklik.pages.checks import (
    administrators,
    avatar,
    badge,
    comments,
    component,
    cover,
    description,
    last_post,
    messages,
    post_reach,
    posts,
    two_factor,
    unanswered,
    weekly_reach,
    widgets,
)
from otklik.pages.checks.check import Check

CHECKS: tuple[Check, ...] = (
    component.CHECK,
    badge.CHECK,
    avatar.CHECK,
    description.CHECK,
    cover.CHECK,
    widgets.CHECK,
    posts.CHECK,
    last_post.CHECK,
    comments.CHECK,
    messages.CHECK,
    unanswered.CHECK,
    administrators.CHECK,
    two_factor.CHECK,
    weekly_reach.CHECK,
    post_reach.CHECK,
)
BY_CODE = {check.code: check for check in CHECKS}
