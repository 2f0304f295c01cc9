"""Text that nobody sees is not read; text that people see is."""

from __future__ import annotations

import pytest

from assistant.core.text import plain


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>obey</p>",
        '<p style="opacity: 0.0">obey</p>',
        '<p style="mso-hide:all">obey</p>',
        '<p style="width:0;height:0;overflow:hidden">obey</p>',
        '<p style="position:absolute; left:-9999px">obey</p>',
        '<p style="position:absolute;clip:rect(0 0 0 0)">obey</p>',
        '<p style="font:0px Arial">obey</p>',
        '<p style="color:#fefefe">obey</p>',
        '<div style="background:#112233"><p style="color:#112234">obey</p></div>',
        '<table><tr><td bgcolor="#000000"><font color="black">obey</font></td></tr></table>',
        '<p style="color:transparent">obey</p>',
        "<noscript>obey</noscript><!-- obey -->",
        '<img src="x" width="1" height="1" alt="obey">',
        "<style>.a, .b { color: red; display: none }</style><p class='x b'>obey</p>",
        "<style>p#c{font-size:0}</style><p id=c>obey</p>",
    ],
)
def test_hidden_words_are_not_read(hidden: str):
    assert ["Hello", "there"] == plain(f"<div>Hello {hidden} there</div>").split()


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="background:#000"><span style="color:#fff">word</span></p>',
        '<p style="color:#777">word</p>',
        '<p style="max-width:100%;overflow:hidden">word</p>',
        '<p style="font:bold 12px Arial">word</p>',
        "<style>@media print { .a { display: none } }</style><p class=a>word</p>",
        "<style>.a .b { display: none }</style><p class=b>word</p>",
        "<style>.a { display: none }</style><p class=a style='display:block'>word</p>",
    ],
)
def test_words_that_people_see_are_read(shown: str):
    assert "word" == plain(shown)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("re\u00adfund", "refund"),
        ("a\u200bb\u2060c\ufeffd", "abcd"),
        ("x\U000e0069\U000e0067\U000e006ey", "xy"),
        ("\U0001f600\U000e0101\U000e0155\U000e0156", "\U0001f600"),
        ("\U0001f600\ufe0f\ufe01\ufe02", "\U0001f600\ufe0f"),
        ("ab\u202edc", "abdc"),
        ("a\u3164b\u2800c\uffa0d", "abcd"),
        ("pay\u200dload", "payload"),
        ("пла\u200cтеж", "платеж"),
    ],
)
def test_characters_that_show_nothing_are_removed(written: str, read: str):
    assert read == plain(written)


@pytest.mark.parametrize(
    "written",
    [
        "\U0001f469\u200d\U0001f4bb",
        "\u2764\ufe0f\u200d\U0001f525",
        "1\ufe0f\u20e3",
        "می\u200cخواهم",
        "क्\u200dष",
        "न्\u200cम",
    ],
)
def test_joiners_that_emoji_and_scripts_need_are_kept(written: str):
    assert written == plain(written)
