"""Writing in discussions: answers in the group's name, edits, deletion for ever."""

from typing import Any

from otklik.sandbox.ok.methods.call import Call, access_comment, access_topic, group_of, method
from otklik.sandbox.ok.refusals import OkError

SPAM = "казино"
"""A text with this word is refused by OK's censor, so that a test can meet it."""


@method("discussions.addDiscussionComment")
def add_comment(call: Call) -> Any:
    """The answer is the bare id. OK knows no keys: a repetition is a second comment."""
    topic = access_topic(call, number=call.text("entityId"), type_name=call.text("entityType"))
    group = group_of(call, topic)
    text = " ".join(call.text("comment").split(" ")).strip()
    if not text:
        raise OkError(100, "comment")
    if SPAM in text.lower():
        raise OkError(454)
    if not topic.are_comments_open or not group.are_comments_open:
        raise OkError(456)
    reply_to = call.text("reply_to_comment_id")
    if reply_to:
        access_comment(call, topic, reply_to)
    author = f"group:{group.group_id}" if call.flag("as_admin") else f"user:{call.token.user_id}"
    if call.ok.settings.are_limits_on:
        call.ok.limit.check_flood(topic.object_id, author, text)
    return call.ok.write_comment(topic, author=author, text=text, reply_to=reply_to).comment_id


@method("discussions.editDiscussionComment")
def edit_comment(call: Call) -> Any:
    """One's own only."""
    topic = access_topic(call, number=call.text("discussionId"), type_name=call.text("discussionType"))
    comment = access_comment(call, topic, call.text("comment_id"))
    if comment.author not in (f"group:{topic.group_id}", f"user:{call.token.user_id}"):
        raise OkError(50)
    call.ok.edit_comment(comment, text=call.text("comment"))
    return {"success": True}


@method("discussions.deleteDiscussionComments")
def delete_comments(call: Call) -> Any:
    """There is no way back."""
    topic = access_topic(call, number=call.text("discussionId"), type_name=call.text("discussionType"))
    comments = [access_comment(call, topic, name) for name in call.text("comment_ids").split(",")]
    group = group_of(call, topic)
    for comment in comments:
        kind, _, number = comment.author.partition(":")
        if call.flag("block_author") and kind == "user" and int(number) not in group.banned:
            group.banned.append(int(number))
            call.ok.world.save(group)
        call.ok.remove_comment(comment, by="admin")
    return {"success": True}
