"""Templates whose constant parts are written once: words, icons, addresses and files that are the same for all readers.

A page is drawn from some two hundred nodes, and two thirds of them say the same each time: a translated word, the
address of a page or of a file, an icon. What stands side by side of these, with the plain text between, is joined when
a template is read, and drawn once for each language; so a page takes half of the processor, and no template is written
otherwise for it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from weakref import WeakSet

from django.core.signals import setting_changed
from django.template import Context, Origin, Template
from django.template.base import FilterExpression, Node, NodeList, TextNode, TokenType
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import base, cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from otklik.web.templatetags.looks import icon


class _Folding(base.Loader):
    """Folds what it has read, before anybody else sees it."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(cached.Loader, _Folding):
    """Django's loader that reads each template once, and folds it then."""


class Kept(Node):
    """Nodes side by side that say the same to everybody who reads the same language."""

    child_nodelists = ()

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = NodeList(nodes)
        self._said: dict[str | None, str] = {}
        first: Any = self._nodes[0]
        self.token, self.origin = first.token, first.origin
        _all_kept.add(self)

    def render(self, context: Context) -> SafeString:
        """What they say; where nothing is escaped, as in letters, nothing is kept."""
        if not context.autoescape:
            return self._nodes.render(context)
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = self._nodes.render(context)
        return said  # type: ignore[return-value]

    def forget(self) -> None:
        """Draw anew the next time."""
        self._said.clear()


_all_kept: WeakSet[Kept] = WeakSet()


def fold(nodelist: NodeList) -> None:
    """Join the constant nodes that stand side by side, here and in everything below."""
    folded: list[Node] = []
    run: list[Node] = []
    for node in nodelist:
        if isinstance(node, TextNode) or _is_constant(node):
            run.append(node)
            continue
        folded += _joined(run)
        run = []
        folded.append(node)
        for below in _below(node):
            fold(below)
    nodelist[:] = [*folded, *_joined(run)]


def _joined(run: list[Node]) -> list[Node]:
    return run if all(isinstance(node, TextNode) for node in run) else [Kept(run)]


def _below(node: Node) -> Iterable[NodeList]:
    if isinstance(node, IfNode):  # its `nodelist` is a copy
        return [nodelist for _condition, nodelist in node.conditions_nodelists]
    below = (getattr(node, name, None) for name in node.child_nodelists)
    return [nodelist for nodelist in below if isinstance(nodelist, NodeList)]


def _is_constant(node: Node) -> bool:
    decide = _CONSTANT.get(type(node))
    return decide is not None and decide(node)


def _is_given(*expressions: FilterExpression) -> bool:
    """Whether these are written in the template itself, as they are."""
    return not any(one.is_var or one.filters for one in expressions)


def _is_word(node: Any) -> bool:
    said = node.filter_expression
    is_plain = node.asvar is None and node.message_context is None
    return is_plain and not said.filters and getattr(said.var, "literal", None) is not None


def _is_passage(node: Any) -> bool:
    is_plain = node.asvar is None and node.message_context is None and node.countervar is None
    return is_plain and not node.extra_context and all(one.token_type is TokenType.TEXT for one in node.singular)


def _is_address(node: Any) -> bool:
    return node.asvar is None and _is_given(node.view_name, *node.args, *node.kwargs.values())


def _is_icon(node: Any) -> bool:
    return node.func is icon and node.target_var is None and _is_given(*node.args, *node.kwargs.values())


def _is_file(node: Any) -> bool:
    return node.varname is None and _is_given(node.path)


def _says_nothing(_node: Any) -> bool:
    return True


_CONSTANT: Final[Mapping[type[Node], Callable[[Any], bool]]] = {
    TranslateNode: _is_word,
    BlockTranslateNode: _is_passage,
    URLNode: _is_address,
    SimpleNode: _is_icon,
    StaticNode: _is_file,
    LoadNode: _says_nothing,
    CommentNode: _says_nothing,
}


def _forget_all(**_told: object) -> None:
    for kept in list(_all_kept):
        kept.forget()


setting_changed.connect(_forget_all)
"""Only trials change settings of a running process."""
