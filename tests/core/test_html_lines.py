"""The quick layout of simple HTML is the one that inscriptis gives."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from inscriptis.html_engine import Inscriptis

from assistant.core.html_lines import is_simple, lines
from assistant.core.html_text import _CONFIG, parse, tidy

PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</b>",
    "<a href='https://x.example'>", "</a>", "<span>", "</span>",
    "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<h2>", "</h2>", "<blockquote>", "</blockquote>",
    " ", "\n", "&nbsp;",
    "one", "two words", " three ", "&amp;lt;", "&amp;#10;", "&amp;#1;", "ä", "* ", "\u2028",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("<ul><li><p>one</p><li><li>two<ol><li>three<li>four</ol></ul>five")
@example("&amp;#1; <p>one</p>")
def test_simple_html_has_the_same_lines(html: str):
    tree = parse(html)
    if tree is not None and is_simple(tree):
        assert tidy(Inscriptis(tree, _CONFIG).get_text()) == tidy(lines(tree))


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>one</td></tr></table>",
        "<pre>one</pre>",
        "<p style='display: inline'>one</p>",
        "<li value='7'>one</li>",
        "one<!-- two -->three",
        "<q>one</q>",
        "one<img src='https://x.example/p.png' alt='two'>",
    ],
)
def test_what_needs_more_is_not_simple(html: str):
    assert not is_simple(parse(html))
