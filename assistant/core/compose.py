"""The canned composer: a draft without a language model, from the desk's own words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.core import text
from assistant.core.context import Context
from assistant.core.draft import Draft, Finding, Match, Source, Written
from assistant.core.liquid import fill
from assistant.core.markup import clean_reply, link, paragraphs
from assistant.core.phrases import closing, greeting, has_closing, has_greeting
from assistant.core.placeholders import values
from assistant.core.retrieval import tokens
from assistant.core.triage import propose

ENOUGH = 0.34
"""Least score of a match that a reply may rest on: of 300 questions to a web shop with 27 canned responses four in five
best matches were right from here on, and of 200 questions about other things one in forty passed. An agent is better
served by the nearest sources than by a wrong answer."""
ENOUGH_TO_QUOTE = 0.5
"""The same for an article: nobody wrote it as an answer, so more of the question must be in it."""
NEAR = 0.08
"""Least score of a match that is worth showing at all."""
_SOURCES = 4
_SUMMARY = 280


def compose(context: Context) -> Draft:
    """The best canned response filled in, else the best public article quoted, else what an agent needs to find out."""
    canned, article = _best(context.matches, "canned"), _best(context.matches, "article")
    if canned:
        return _from_canned(context, canned)
    return _from_article(context, article) if article else _investigation(context)


def summary(context: Context) -> str:
    """The first sentences of the newest customer message, or the subject."""
    newest = [entry.text for entry in context.entries if entry.in_turn] or [entry.text for entry in context.entries][
        -1:
    ]
    words = newest[-1] if newest and newest[-1].strip() else context.subject
    found = text.first_sentences(_without_greeting(words), _SUMMARY) or context.subject
    return found[:1].upper() + found[1:]


def _without_greeting(words: str) -> str:
    lines = words.strip().split("\n")
    return "\n".join(lines[1:]).strip() if len(lines) > 1 and has_greeting(lines[0]) and len(lines[0]) < 50 else words


def _best(matches: Sequence[Match], pool: str) -> Match | None:
    enough = ENOUGH if pool == "canned" else ENOUGH_TO_QUOTE
    fits = [match for match in matches if match.pool == pool and match.score >= enough]
    fits = [match for match in fits if match.text.strip() and (pool == "canned" or match.public)]
    return max(fits, key=lambda match: match.score, default=None)


def _near(context: Context) -> list[Match]:
    return [match for match in context.matches if match.score >= NEAR]


def _from_canned(context: Context, match: Match) -> Draft:
    filled = fill(match.html or paragraphs(match.text), values(context))
    body = text.plain(filled.html)
    draft = _draft(context, match, body)
    code = draft.language or context.desk.language
    reply = (
        ("" if has_greeting(body) else paragraphs(greeting(code, _first_name(context))) + "\n")
        + filled.html
        + ("" if has_closing(body) else "\n" + paragraphs(closing(code, context.assigned_agent, context.desk.name)))
    )
    gaps = tuple(
        Finding("gap", gap, "Fill this in: the canned response asks for something we do not know.")
        for gap in filled.gaps
    )
    pictures = ("A picture in the canned response was left out.",) if "<img" in match.html.lower() else ()
    return replace(draft, reply=clean_reply(reply), findings=gaps + draft.findings, remarks=draft.remarks + pictures)


def _from_article(context: Context, match: Match) -> Draft:
    quote = _telling(match.text, context.question())
    draft = _draft(context, match, quote)
    code = draft.language or context.desk.language
    parts = [paragraphs(greeting(code, _first_name(context))), paragraphs(quote)]
    if match.url:
        parts.append(f"<p>{link(match.url, match.title)}</p>")
    parts.append(paragraphs(closing(code, context.assigned_agent, context.desk.name)))
    return replace(draft, reply=clean_reply("\n".join(parts)))


def _draft(context: Context, match: Match, words: str) -> Draft:
    """What every composed reply has in common; `words` are those that the reply rests on."""
    code = text.language(words)
    others = [other for other in _near(context) if (other.pool, other.id) != (match.pool, match.id)]
    return Draft(
        kind="reply",
        summary=summary(context),
        reply="",
        sources=sources([match, *others[: _SOURCES - 1]], context.question()),
        findings=_language_finding(context, code),
        triage=propose(context),
        language=code,
        remarks=context.remarks,
        written=Written(by="canned"),
    )


def _investigation(context: Context) -> Draft:
    code = text.language(context.question()) or context.desk.language
    return Draft(
        kind="investigation",
        summary=summary(context),
        reply="",
        sources=sources(_near(context)[:_SOURCES], context.question()),
        triage=propose(context),
        question=_question(context),
        language=code,
        remarks=context.remarks,
        written=Written(by="canned"),
    )


def _question(context: Context) -> str:
    """The one thing to ask when nothing we have answers it; empty when any question would be for its own sake."""
    if context.attachments and not any(entry.text.strip() for entry in context.entries if entry.in_turn):
        return "The message has attachments and no words: what is it that they ask for?"
    vague = len(tokens(context.question())) < 4
    return "What exactly happened, and which order or product is it about?" if vague else ""


def _language_finding(context: Context, code: str) -> tuple[Finding, ...]:
    theirs = text.language(
        "\n".join(entry.text for entry in context.entries if entry.in_turn and entry.who == "customer")
    )
    if not theirs or not code or theirs == code:
        return ()
    return (
        Finding(
            "language",
            f"{code} / {theirs}",
            f"The customer writes in “{theirs}”, this reply is in “{code}”: translate it.",
        ),
    )


def sources(matches: Sequence[Match], question: str) -> tuple[Source, ...]:
    """Matches as the note numbers them, each with the words that come nearest to the question."""
    return tuple(
        Source(
            number, match.pool, match.id, match.title, match.url, _telling(match.text, question, 1, 160), match.public
        )
        for number, match in enumerate(matches, start=1)
    )


def _telling(words: str, question: str, count: int = 3, chars: int = 600) -> str:
    """The sentences of a text that share most with the question, in their order."""
    asked = set(tokens(question))
    lines = [line for line in text.sentences(words) if len(line) > 15] or text.sentences(words)
    best = sorted(range(len(lines)), key=lambda at: (-len(asked & set(tokens(lines[at]))), at))[:count]
    return text.clip(" ".join(lines[at] for at in sorted(best)), chars)


def _first_name(context: Context) -> str:
    return values(context)["ticket.requester.firstname"]
