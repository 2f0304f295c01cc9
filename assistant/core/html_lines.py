"""Lines of the few tags that most letters are made of, as inscriptis lays them out and several times as fast."""

from __future__ import annotations

from html import unescape
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from assistant.core.words import words

_INLINE = words("html body a b strong i em u s span small code font")
_MARGINS = dict.fromkeys(words("div blockquote ul ol li"), 0) | dict.fromkeys(words("p h1 h2 h3 h4 h5 h6"), 1)
"""Empty lines before and after a block."""
_SIMPLE = _INLINE | _MARGINS.keys() | {"br"}
_LAYS_OUT = frozenset({"style", "align", "valign", "value"})
"""Attributes that change where a text stands."""
_INDENT = 4
_BULLETS = ("* ", "+ ", "o ", "- ")


def is_simple(tree: Any) -> bool:
    """Whether `lines` knows every tag of an lxml tree; tables, pictures, styles and comments it does not."""
    return all(node.tag in _SIMPLE and _LAYS_OUT.isdisjoint(node.keys()) for node in tree.iter())


def lines(tree: Any) -> str:
    """The text of a simple lxml tree, a line for each block; white space at the ends of lines means nothing."""
    page = _Page()
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            page.open(node.tag)
            page.write(node.text)
        else:
            page.close(node.tag)
            page.write(node.tail)
    page.end_line()
    return "\n".join(page.done)


class _Page:
    """What is written so far, and the blocks and lists that are open."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._line = ""
        self._after_space = True
        self._margin = 1000
        """Empty lines since the last text; the first text needs none."""
        self._open: list[tuple[str, bool]] = []
        """Tags, and whether each is an item of a list."""
        self._lists: list[str | int] = []
        """The bullet of each open list, or the number of its next item."""
        self._bullets: list[str] = []
        """Of each open block the bullet that no line has shown yet."""
        self._shown = False
        """Whether this line has its bullet."""

    def open(self, tag: str) -> None:
        bullet = self._begun(tag)
        if tag in _MARGINS:
            if not self.end_line() and bullet:
                self._bare_bullet()
            self._bullets.append(bullet)
            outer = _MARGINS.get(self._open[-1][0], 0) if self._open else 0
            self._space(max(outer, _MARGINS[tag]))
        self._open.append((tag, bool(bullet)))

    def close(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.pop()
        _, is_item = self._open.pop()
        if tag in _MARGINS:
            if not self.end_line() and is_item:
                self._bare_bullet()
            self._bullets.pop()
            self._space(_MARGINS[tag])

    def write(self, text: str | None) -> None:
        """Words with white space between them as one space."""
        if not text:
            return
        found = text.split()
        if found:
            before = " " if text[0].isspace() and not self._after_space else ""
            self._after_space = text[-1].isspace()
            bullet = "" if self._line else self._bullet()
            self._line += unescape(bullet + before + " ".join(found) + (" " if self._after_space else ""))
        elif not self._after_space:
            self._line += " "
            self._after_space = True

    def end_line(self) -> bool:
        """Whether there was anything in the line."""
        if self._after_space and self._line.endswith(" "):
            self._line = self._line[:-1]
        if not self._line:
            return False
        self.done.append(self._line)
        self._margin = 0
        self._new_line()
        return True

    def _begun(self, tag: str) -> str:
        """The bullet of an item, if this tag is one."""
        if tag == "br" and not self.end_line():
            self.done.append("")
            self._new_line()
        elif tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else _BULLETS[len(self._lists) % len(_BULLETS)])
        elif tag == "li":
            return self._item()
        return ""

    def _item(self) -> str:
        bullet = self._lists[-1] if self._lists else _BULLETS[0]
        if isinstance(bullet, str):
            return bullet
        self._lists[-1] = bullet + 1
        return f"{bullet}. "

    def _new_line(self) -> None:
        self._line, self._after_space, self._shown = "", True, False

    def _space(self, margin: int) -> None:
        if margin > self._margin:
            self.done.append("\n" * (margin - self._margin - 1))
            self._margin = margin

    def _bullet(self) -> str:
        """What the line begins with, asked for once a line."""
        if self._shown:
            return ""
        self._shown = True
        bullet = self._innermost()
        return " " * (_INDENT * len(self._lists) - len(bullet)) + bullet

    def _bare_bullet(self) -> None:
        """An item without words, or with a block of its own, has its bullet on a line of its own."""
        bullet = "" if self._shown else self._innermost()
        if bullet:
            self.done.append(bullet)
            self._margin = 0
            self._new_line()

    def _innermost(self) -> str:
        """The innermost bullet that is not shown yet."""
        at = next((at for at in range(len(self._bullets) - 1, -1, -1) if self._bullets[at]), None)
        if at is None:
            return ""
        bullet, self._bullets[at] = self._bullets[at], ""
        return bullet
