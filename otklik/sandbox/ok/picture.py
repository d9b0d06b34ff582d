"""The whole state of OK as the control API shows it, deleted included."""

from collections.abc import Iterable

from otklik.sandbox.ok.state import Comment, Group, Json, Message, World


def show_state(world: World, groups: Iterable[Group]) -> Json:
    return {
        "pages": [_show_group(world, group) for group in groups],
        "users": [
            {"id": user.id, "first_name": user.first_name, "last_name": user.last_name} for user in world.users.values()
        ],
    }


def _show_group(world: World, group: Group) -> Json:
    topics = [topic for topic in world.topics.values() if topic.group_id == group.group_id]
    talks = [talk for talk in world.talks.values() if talk and talk[0].group_id == group.group_id]
    return {
        "group_id": group.group_id,
        "name": group.name,
        "topics": [
            {
                "topic_id": topic.object_id,
                "type": topic.type,
                "text": topic.text,
                "is_deleted": topic.is_deleted,
                "are_comments_open": topic.are_comments_open,
                "comments": [_show_comment(one) for one in world.discussions.get(topic.object_id, [])],
            }
            for topic in topics
        ],
        "conversations": [
            {"chat_id": talk[0].chat, "user_id": talk[0].user_id, "messages": [_show_message(one) for one in talk]}
            for talk in talks
        ],
        "banned": list(group.banned),
        "subscriptions": [one.url for one in group.subscriptions],
    }


def _show_comment(comment: Comment) -> Json:
    return {
        "comment_id": comment.comment_id,
        "author": comment.author,
        "text": comment.text,
        "date": comment.at_ms // 1000,
        "reply_to": comment.reply_to,
        "removed_by": comment.removed_by,
    }


def _show_message(message: Message) -> Json:
    return {
        "message_id": message.mid,
        "sender": message.sender,
        "text": message.text,
        "date": message.at_ms // 1000,
        "is_out": message.is_out,
        "reply_to": message.reply_to,
        "attachments": message.attachments,
    }
