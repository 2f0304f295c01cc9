"""Mail carries old mail along: what is new in a message, and who wrote a mail that was forwarded to us."""

from __future__ import annotations

import re
from typing import Any

import quotequail

from assistant.core.html_text import drop, parse, plain, tidy, tree_text

_MAX_LINES = 2000
"""Lines of one message that we read: what is longer is a log."""
_MAX_LINE = 600
"""Characters of a line in which a header or a reply line is looked for."""

_QUOTES = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' freshdesk_quote ')]"  # (freshdesk-api 11)
    "|//*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_quote ')]"
    "|//*[contains(@class, 'yahoo_quoted') or contains(@class, 'moz-cite-prefix')]"
    "|//*[contains(@class, 'protonmail_quote')]"
    "|//blockquote[@type='cite']"
)
_OUTLOOK = "//*[@id='divRplyFwdMsg' or @id='appendonsend' or @id='mail-editor-reference-message-container']"

_FROM = r"From|Von|De|Da|Van|Fra|Från|Od|От|Lähettäjä|差出人|发件人|寄件者|Expéditeur|Remitente|Mittente|Afzender"
_OTHER = (
    r"To|Sent|Date|Subject|Cc|An|Gesendet|Datum|Betreff|À|A|Envoyé|Objet|Para|Enviado|Enviada|Fecha|Asunto|Data|Assunto"
    r"|Inviato|Oggetto|Aan|Verzonden|Onderwerp|Til|Sendt|Emne|Till|Skickat|Ämne|Do|Wysłano|Temat|Кому|Дата|Тема|Отправлено"
    r"|Reply-To|送信日時|日付|宛先|件名|收件人|发送时间|日期|主题"
)
_HEADER = re.compile(rf"^[>\s*_]*\b({_FROM}|{_OTHER})\s*[*_]*\s*[:：]\s*[*_]*\s*(.*)$", re.IGNORECASE)
_FROM_LINE = re.compile(rf"^[>\s*_]*({_FROM})\s*[*_]*\s*[:：]\s*[*_]*\s*(\S.*)$", re.IGNORECASE)
_FORWARD = re.compile(
    r"^[>\s*]*-{0,12}\s*(Forwarded message|Forwarded by .*|Begin forwarded message|Original(?: appointment| message)"
    r"|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)"
    r"|Message (?:transféré|d'origine|original)|Début du message (?:réexpédié|transféré)"
    r"|Mensaje (?:reenviado|original)|Inicio del mensaje reenviado"
    r"|Mensagem (?:encaminhada|reencaminhada|original)|Início da mensagem (?:encaminhada|reencaminhada)"
    r"|Messaggio (?:inoltrato|originale)|Inizio messaggio inoltrato"
    r"|Doorgestuurd bericht|Oorspronkelijk bericht|Begin doorgestuurd bericht"
    r"|転送されたメッセージ|転送メッセージ|元のメッセージ|原始邮件|转发的邮件)\s*:?\s*-{0,12}[\s*]*$",
    re.IGNORECASE,
)
_WROTE = (
    r"wrote|schrieb(?: [^\n]{1,80})?|a écrit|escribió|escreveu|ha scritto|schreef(?: [^\n]{1,80})?"
    r"|skrev(?: [^\n]{1,80})?"
    r"|napisał(?:\(a\))?|kirjoitti|написал(?:а|\(а\))?|пишет|írta|a scris|yazdı|写道|のメール|書きました"
)
_DATED = r"\d{1,4}[./年-]|\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|@"
_ON = re.compile(r"[>\s]*(?:On|Am|Le|El|Em|Il|Op|Den|Dnia|W dniu)\b", re.IGNORECASE)
_WROTE_LINE = re.compile(
    rf"^[>\s]*(?=[^\n]{{0,400}}(?:{_DATED}))(?:-{{2,}}\s*)?\S[^\n]{{0,400}}?(?:{_WROTE})\s*[:：]?\s*-*\s*$"
    rf"|^[>\s]*(?:On|Am|Le|El|Em|Il|Op|Den|Dnia|W dniu)\b(?=[^\n]*\d)[^\n]{{4,400}}(?:{_WROTE})\s*[:：]?\s*$"
    r"|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[^\n]{0,200}<\s*[^\s<>]+@[^\s<>]+\s*>\s*:\s*$"
    r"|^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} GMT[+-]\d{2}:\d{2}\s[^\n]{1,200}:?\s*$",
    re.IGNORECASE,
)


def new_text(html: str, text: str = "") -> str:
    """What is new in a message: plain text without the mail it answers. `text` counts if there is no HTML.

    If everything would vanish the whole is kept: somebody who sends only a quotation means it."""
    whole = plain(html) or tidy(text)
    return unquoted(_unquoted_html(html) or whole) or whole


def _unquoted_html(html: str) -> str:
    tree = parse(html)
    if tree is None:
        return ""
    drop(tree, [node for node in tree.xpath(_QUOTES) if not _is_forward(node)])
    for node in tree.xpath(_OUTLOOK):
        _drop_from(tree, node)
    return tree_text(tree)


def _is_forward(node: Any) -> bool:
    """A forwarded mail is the message's content, though mail programs wrap it as they wrap quotations."""
    lines = [line for line in node.text_content()[:600].splitlines() if line.strip()]
    return any(_FORWARD.match(line) for line in lines[:3]) or "Forwarded message" in " ".join(lines[:2])


def _drop_from(tree: Any, node: Any) -> None:
    """Drop a node and all that follows it."""
    while node is not None and node is not tree:
        drop(tree, list(node.itersiblings()))
        parent = node.getparent()
        if node.get("id"):
            drop(tree, [node])
        node = parent


def unquoted(text: str) -> str:
    """Plain text up to the first sign of an older mail, answers between its lines kept; empty if it starts with one."""
    lines = text.splitlines()[:_MAX_LINES]
    cut = _cut([line[:_MAX_LINE] for line in lines])
    own = lines if cut is None else lines[:cut]
    rest = [line for line in own if not line.lstrip().startswith(">") and not _is_answering(line, lines)]
    return _without_wrapper("\n".join(_without_signature(rest)).strip())


def _without_signature(lines: list[str]) -> list[str]:
    """Off with what stands below the line "-- ", if that is short, and with rules at the end."""
    at = next((at for at, line in enumerate(lines) if line.rstrip() == "--"), None)
    own = lines if at is None or len(lines) - at > 12 else lines[:at]
    while own and re.fullmatch(r"[\s_ᐧ-]*", own[-1]):
        own = own[:-1]
    return own


def _is_answering(line: str, lines: list[str]) -> bool:
    """The line that names the quoted writer, where the answers stand between the quotations."""
    return bool(_WROTE_LINE.match(line)) and any(other.lstrip().startswith(">") for other in lines)


def _cut(lines: list[str]) -> int | None:
    """Index of the line where an older mail begins."""
    for at, line in enumerate(lines):
        if _is_wrote(lines, at) and not _answers_between(lines[at + 1 :]):
            return at
        if _is_original(line) or _is_header_block(lines, at):
            return at
    return None


def _is_original(line: str) -> bool:
    return bool(re.match(r"^[>\s*]*-{3,}", line) and _FORWARD.match(line)) and "orward" not in line


def _is_wrote(lines: list[str], at: int) -> bool:
    """A mail program's line before a quotation, which may run over three lines if its date stands on the first."""
    most = 3 if re.search(_DATED, lines[at]) or _ON.match(lines[at]) else 1
    blocks = (lines[at : at + count] for count in range(1, most + 1))
    return any(_WROTE_LINE.match(" ".join(block)) for block in blocks if all(line.strip() for line in block))


def _answers_between(lines: list[str]) -> bool:
    """Own lines stand after quoted ones: the writer answers point by point."""
    lines = _without_signature(lines)
    quoted = [at for at, line in enumerate(lines) if line.lstrip().startswith(">")]
    return bool(quoted) and any(line.strip() for line in lines[quoted[0] :] if not line.lstrip().startswith(">"))


def _is_header_block(lines: list[str], at: int) -> bool:
    """Three mail headers or more, "From:" among them, as Outlook writes them; not a forwarded mail's."""
    if not _HEADER.match(lines[at]) or any(_FORWARD.match(line) for line in lines[max(0, at - 2) : at]):
        return False
    headers = _headers(lines, at)
    return len(headers) >= 3 and any(map(_FROM_LINE.match, headers)) and bool("\n".join(lines[:at]).strip())


def _headers(lines: list[str], at: int) -> list[str]:
    """The header lines from `at` on."""
    found = []
    for line in lines[at : at + 10]:
        if not line.strip():
            break
        if _HEADER.match(line):
            found.append(line)
    return found


def _without_wrapper(text: str) -> str:
    """quotequail knows further forms of reply lines; what it takes for a forward is content."""
    found = quotequail.unwrap(text) if text else None
    if not found or found.get("type") != "reply" or found.get("text_bottom"):
        return text
    return (found.get("text_top") or "").strip() or text


def forwarded(text: str) -> tuple[str, str] | None:
    """(name or address of the original sender, their text) of a mail that was forwarded, else None."""
    lines = [line[:_MAX_LINE] for line in text.splitlines()]
    for at, line in enumerate(lines[:60]):
        sender = _FROM_LINE.match(line)
        before = [earlier for earlier in lines[:at] if earlier.strip()][-1:]
        marked = bool(before) and bool(_FORWARD.match(before[0]))
        if sender and (marked or len(_headers(lines, at)) >= 3):
            body = _body_after(text.splitlines(), at)
            return (_sender(sender[2]), body) if body else None
    return None


def _body_after(lines: list[str], at: int) -> str:
    """The text below a block of headers that starts at `at`."""
    end = at
    while end < len(lines) and lines[end].strip():
        end += 1
    block = lines[at:end]
    headers = [number for number, line in enumerate(block) if _HEADER.match(line)]
    rest = block[headers[-1] + 1 :] + lines[end:]
    return "\n".join(re.sub(r"^>\s?", "", line) for line in rest).strip()


def _sender(value: str) -> str:
    """ "Ann Lee <ann@x.example>" -> "Ann Lee"; a bare address stays."""
    name = re.sub(r"[<\[(].*$", "", value).strip(" \"'*_,")
    address = re.search(r"[^\s<>\[\]()\"']+@[^\s<>\[\]()\"']+", value)
    return (name or (address[0] if address else value.strip()))[:200]
