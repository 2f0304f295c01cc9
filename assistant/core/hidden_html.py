"""Which elements of an HTML mail a reader does not see, by their attributes, styles and the mail's style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NEVER = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math"})
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0*(\.0+)?%?\s*(;|!|$)"
    r"|(text-indent|left|top|right|margin-left|margin-top)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]"
    r"|clip-path\s*:\s*inset\(\s*(50|100)%|transform\s*:[^;]*scale\(\s*0*(\.0+)?\s*\)",
    re.IGNORECASE,
)
_NO_ROOM = re.compile(r"(?<![\w-])(max-)?(height|width)\s*:\s*[01](\.\d+)?(px|pt|em)?\s*(;|!|$)", re.IGNORECASE)
_CUT_OFF = re.compile(r"overflow(-[xy])?\s*:\s*(hidden|clip)", re.IGNORECASE)
_FONT_SIZE = re.compile(r"font(?:-size)?\s*:\s*(?:[a-z ]*\s)?(\d*\.?\d+)\s*(px|pt|em|rem|%|)", re.IGNORECASE)
_READABLE = {"em": 0.2, "rem": 0.2, "%": 20.0}
"""Least font size that a person reads, by unit; 2 of any other."""
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_CLEAR = re.compile(r"transparent|(?:rgba?|hsla?)\(.*[,/]\s*0*(\.0+)?%?\s*\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?%?")
_NAMED = {
    "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240), "ghostwhite": (248, 248, 255),
    "black": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0), "yellow": (255, 255, 0),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
}  # fmt: skip
_ALIKE = 16
"""Greatest difference of red, green and blue at which no eye tells two colours apart."""
_RULE = re.compile(r"(?:^|\})\s*([^{}@]{1,500})\{([^{}]*)\}")
_SIMPLE = re.compile(r"[a-z0-9]*([.#][\w-]+)", re.IGNORECASE)
_MAX_SHEET = 100_000

Color = tuple[int, ...]


def hiding_rules(tree: Any) -> Mapping[str, str]:
    """ ".class" or "#id" -> declarations, of the style sheet's rules that hide; rules for some screens do not count."""
    found: dict[str, str] = {}
    for sheet in tree.iter("style"):
        css = re.sub(r"/\*.*?\*/|<!--|-->", "", (sheet.text_content() or "")[:_MAX_SHEET], flags=re.DOTALL)
        for selectors, declarations in _RULE.findall(_outside_conditions(css)):
            if not _hides(declarations):
                continue
            for selector in selectors.split(","):
                simple = _SIMPLE.fullmatch(selector.strip())
                if simple:
                    found[simple[1]] = declarations
    return found


def _outside_conditions(css: str) -> str:
    """A style sheet without its @media blocks and their like."""
    return re.sub(r"@[^{};]*\{(?:[^{}]|\{[^{}]*\})*\}", "", css)


def _hides(style: str) -> bool:
    return bool(_HIDING.search(style)) or _is_tiny(style) or bool(_NO_ROOM.search(style) and _CUT_OFF.search(style))


def is_hidden(node: Any, rules: Mapping[str, str] | None = None) -> bool:
    """Whether a reader of the mail does not see this element's text. `rules`: of its style sheet."""
    style = node.get("style") or ""
    if node.tag in _NEVER or node.get("hidden") is not None or (style and _hides(style)):
        return True
    if rules and "display" not in style and any(name in rules for name in _names(node)):
        return True
    return _has_no_contrast(node, style)


def _names(node: Any) -> list[str]:
    named = [f".{name}" for name in (node.get("class") or "").split()]
    return [*named, f"#{node.get('id')}"] if node.get("id") else named


def _is_tiny(style: str) -> bool:
    size = _FONT_SIZE.search(style)
    return bool(size) and float(size[1]) < _READABLE.get(size[2].lower(), 2.0)  # type: ignore[index]


def _has_no_contrast(node: Any, style: str) -> bool:
    """Whether the text's colour is that of what lies behind it, or none."""
    found = _COLOR.search(style)
    color = (found[1] if found else node.get("color") or "").strip().lower()
    if not color:
        return False
    if _CLEAR.fullmatch(color):
        return True
    text, behind = _rgb(color), _behind(node)
    if text is None or behind is None:
        return False
    return max(abs(a - b) for a, b in zip(text, behind, strict=True)) <= _ALIKE


def _behind(node: Any) -> Color | None:
    """The nearest background; white if none is set, None if it is not known."""
    while node is not None:
        found = _BACKGROUND.search(node.get("style") or "")
        color = (found[1] if found else node.get("bgcolor") or "").strip().lower()
        if color and color not in ("none", "inherit", "initial") and not _CLEAR.fullmatch(color):
            return _rgb(color)
        node = node.getparent()
    return (255, 255, 255)


def _rgb(color: str) -> Color | None:
    """Red, green, blue from 0 to 255; None for what is not understood."""
    if color in _NAMED:
        return _NAMED[color]
    if re.fullmatch(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", color):
        digits = color[1:]
        parts = [digit * 2 for digit in digits[:3]] if len(digits) < 6 else [digits[at : at + 2] for at in (0, 2, 4)]
        return tuple(int(part, 16) for part in parts)
    numbers = _NUMBERS.findall(color)
    if color.startswith("rgb") and len(numbers) >= 3:
        return tuple(round(float(n[:-1]) * 2.55) if n.endswith("%") else int(float(n)) for n in numbers[:3])
    if color.startswith("hsl") and len(numbers) >= 3 and float(numbers[2].rstrip("%")) in (0.0, 100.0):
        return (0, 0, 0) if float(numbers[2].rstrip("%")) == 0 else (255, 255, 255)
    return None
