"""What a resident sees of a community: its wall with threads, and the private talk; ready for the templates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from otklik.sandbox.vk.network import Vk
from otklik.sandbox.vk.objects import count_comments
from otklik.sandbox.vk.state import Comment, Message, Page, Post, World

POSTS_SHOWN = 10
ROOTS_SHOWN = 20
COLOURS = 6
ATTACHMENTS = {
    "photo": "Фотография",
    "sticker": "Стикер",
    "link": "Ссылка",
    "video": "Видео",
    "doc": "Документ",
    "audio": "Аудиозапись",
    "poll": "Опрос",
}
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
_ADDRESSED = re.compile(r"\[(?:id|club|public)\d+(?::[^|\]]*)?\|([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class AuthorView:
    name: str
    initials: str
    colour: int
    is_page: bool


@dataclass(frozen=True, slots=True)
class WordsView:
    """One post, comment or message."""

    number: int
    author: AuthorView
    text: str
    written: str
    written_iso: str
    is_edited: bool
    is_own: bool
    is_deleted: bool
    attachments: tuple[str, ...]
    replied_name: str = ""
    replies: tuple["WordsView", ...] = ()


@dataclass(frozen=True, slots=True)
class PostView:
    words: WordsView
    is_suggested: bool
    can_comment: bool
    comments_count: int
    earlier_count: int
    comments: tuple[WordsView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    group_id: int
    name: str
    initials: str
    colour: int
    screen_name: str
    description: str
    members: str
    is_verified: bool
    are_messages_open: bool
    has_app: bool
    posts_count: int


def view_page(vk: Vk, page: Page) -> PageView:
    posts = vk.world.posts.get(page.group_id, {}).values()
    return PageView(
        group_id=page.group_id,
        name=page.name,
        initials=_initials(page.name),
        colour=page.group_id % COLOURS,
        screen_name=page.screen_name,
        description=page.description,
        members=f"{page.members_count:,}".replace(",", "\N{NO-BREAK SPACE}"),
        is_verified=page.is_verified,
        are_messages_open=page.are_messages_open,
        has_app=bool(page.app_url),
        posts_count=sum(not post.is_deleted and post.post_type == "post" for post in posts),
    )


def list_posts(vk: Vk, page: Page, *, resident_id: int, before: int) -> tuple[list[Post], int]:
    """A page of the wall, newest first, and where the next one begins (0: nowhere). Suggestions only one's own."""
    posts = [post for post in vk.world.posts.get(page.group_id, {}).values() if _is_visible(post, resident_id)]
    posts.sort(key=lambda post: (post.date, post.post_id), reverse=True)
    numbers = [post.post_id for post in posts]
    start = numbers.index(before) + 1 if before in numbers else 0
    shown = posts[start : start + POSTS_SHOWN]
    return shown, shown[-1].post_id if len(posts) > start + POSTS_SHOWN else 0


def _is_visible(post: Post, resident_id: int) -> bool:
    return not post.is_deleted and (post.post_type == "post" or post.author_id == resident_id)


def view_post(vk: Vk, page: Page, post: Post, *, resident_id: int, roots_shown: int = ROOTS_SHOWN) -> PostView:
    world = vk.world
    roots = [one for one in world.roots.get((page.group_id, post.post_id), []) if _is_left(world, one)]
    shown = roots[-roots_shown:] if roots_shown else roots
    return PostView(
        words=_view_words(world, post, number=post.post_id, resident_id=resident_id),
        is_suggested=post.post_type == "suggest",
        can_comment=page.are_comments_open and post.are_comments_open and post.post_type == "post",
        comments_count=count_comments(world, post),
        earlier_count=len(roots) - len(shown),
        comments=tuple(_view_thread(world, root, resident_id) for root in shown),
    )


def _is_left(world: World, root: Comment) -> bool:
    """A deleted comment stays as a stub as long as somebody answered it."""
    return not root.is_deleted or any(not one.is_deleted for one in _replies(world, root))


def _replies(world: World, root: Comment) -> Iterable[Comment]:
    return world.replies.get((root.group_id, root.comment_id), [])


def _view_thread(world: World, root: Comment, resident_id: int) -> WordsView:
    replies = tuple(
        _view_words(world, one, number=one.comment_id, resident_id=resident_id)
        for one in _replies(world, root)
        if not one.is_deleted
    )
    return _view_words(world, root, number=root.comment_id, resident_id=resident_id, replies=replies)


def list_messages(vk: Vk, page: Page, *, resident_id: int) -> list[WordsView]:
    talk = vk.world.talks.get(page.group_id, {}).get(resident_id, [])
    return [_view_words(vk.world, one, number=one.message_id, resident_id=resident_id) for one in talk]


def _view_words(
    world: World, what: Post | Comment | Message, *, number: int, resident_id: int, replies: tuple[WordsView, ...] = ()
) -> WordsView:
    written = datetime.fromtimestamp(what.date, tz=UTC)
    replied = ""
    if isinstance(what, Comment) and what.reply_to and what.reply_to != what.root_id:
        answered = world.comments.get((what.group_id, what.reply_to))
        replied = view_author(world, answered.author_id).name if answered else ""
    return WordsView(
        number=number,
        author=view_author(world, what.author_id),
        text=_ADDRESSED.sub(r"\1", what.text),
        written=_show_time(written),
        written_iso=written.isoformat(),
        is_edited=not isinstance(what, Post) and bool(what.edited_at),
        is_own=what.author_id == resident_id,
        is_deleted=isinstance(what, Comment) and what.is_deleted,
        attachments=tuple(ATTACHMENTS.get(one["type"], "Вложение") for one in what.attachments),
        replied_name=replied,
        replies=replies,
    )


def view_author(world: World, author_id: int) -> AuthorView:
    if author_id < 0:
        page = world.pages.get(-author_id)
        name = page.name if page else "Сообщество"
    else:
        user = world.users.get(author_id)
        name = f"{user.first_name} {user.last_name}".strip() if user else "Житель"
    return AuthorView(name, _initials(name), abs(author_id) % COLOURS, author_id < 0)


def _initials(name: str) -> str:
    words = [word for word in re.split(r"[^\w]+", name) if word]
    return "".join(word[0] for word in words[:2]).upper() or "?"


def _show_time(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} в {local:%H:%M}"
