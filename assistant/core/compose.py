"""The canned composer: a draft without a language model, from the desk's own words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.core import text
from assistant.core.again import again, with_sorry
from assistant.core.asked import several
from assistant.core.choose import NEAR, choose
from assistant.core.context import Context
from assistant.core.draft import Draft, Finding, Match, Source, Written
from assistant.core.languages import named
from assistant.core.liquid import fill
from assistant.core.markup import clean_reply, link, paragraphs
from assistant.core.past import body
from assistant.core.past.reuse import fitted
from assistant.core.phrases import closing, greeting, has_closing, has_greeting
from assistant.core.placeholders import values
from assistant.core.retrieval.confidence import Limits
from assistant.core.retrieval.terms import terms
from assistant.core.sentences import sentences
from assistant.core.triage import propose

_SOURCES = 4
_SUMMARY = 280


def compose(context: Context, limits: Limits | None = None) -> Draft:
    """The text that fits best, filled in; what an agent needs to find out where none is sure enough.

    `limits` are the desk's own; without them the usual ones hold."""
    choice = choose(context.matches, limits or Limits(), several(context))
    if choice is None:
        return _investigation(context)
    write = {"canned": _from_canned, "past": _from_past, "article": _from_article}[choice.match.pool]
    draft = write(context, choice.match)
    code = draft.language or context.desk.language[:2]
    return replace(draft, reply=with_sorry(draft.reply, code)) if again(context) else draft


def summary(context: Context) -> str:
    """The first sentences of what the customer wrote, or the subject; of several messages the main one's and the
    newest's."""
    written = [entry.text for entry in context.entries if entry.in_turn and entry.text.strip()]
    written = written or [entry.text for entry in context.entries if entry.text.strip()][-1:]
    main = max(written, key=lambda words: ("?" in words, len(words)), default=context.subject)
    told = dict.fromkeys([main, *written[-1:]])
    parts = [_gist(_bare(words, context), _SUMMARY // len(told)) for words in told]
    return " … ".join(part[:1].upper() + part[1:] for part in parts if part) or context.subject


def _gist(words: str, chars: int) -> str:
    """Its first sentences, and its first question where that comes later."""
    first = text.first_sentences(words, chars)
    asked = next((one for one in sentences(words) if one.endswith(("?", "？"))), "")
    if not asked or asked in first or len(asked) > chars // 2:
        return first
    return f"{text.first_sentences(words, chars - len(asked) - 3)} … {asked}"


def _bare(words: str, context: Context) -> str:
    """A message without greeting, closing and the name below it."""
    lines = body(words).split("\n")
    name = context.requester_name.casefold()
    while len(lines) > 1 and set(lines[-1].casefold().split()) <= set(name.split()):
        lines.pop()
    signs = (at for at, line in enumerate(lines) if at and name and line.casefold().startswith(name))
    return "\n".join(lines[: next(signs, None)])


def _near(context: Context) -> list[Match]:
    return [match for match in context.matches if match.score >= NEAR]


def _from_canned(context: Context, match: Match) -> Draft:
    filled = fill(match.html or paragraphs(match.text), values(context))
    words = text.plain(filled.html)
    draft = _draft(context, match, words)
    code = draft.language or context.desk.language
    reply = (
        ("" if has_greeting(words) else paragraphs(greeting(code, _first_name(context))) + "\n")
        + filled.html
        + ("" if has_closing(words) else "\n" + paragraphs(_end(context, code)))
        + (paragraphs(_names(context)) if has_closing(words) and words.rstrip().endswith(",") else "")
    )
    gaps = tuple(
        Finding("gap", gap, "Fill this in: the canned response asks for something we do not know.")
        for gap in filled.gaps
    )
    pictures = ("A picture in the canned response was left out.",) if "<img" in match.html.lower() else ()
    return replace(draft, reply=clean_reply(reply), findings=gaps + draft.findings, remarks=draft.remarks + pictures)


def _from_past(context: Context, match: Match) -> Draft:
    """What agents usually answered, with this ticket's particulars where there is no doubt."""
    answer = fitted(match.answer, context)
    draft = _draft(context, match, answer.text)
    gaps = tuple(Finding("gap", blank, "Fill this in: another customer's stood here.") for blank in answer.blanks)
    reply = clean_reply(_letter(context, draft, paragraphs(answer.text)))
    return replace(draft, reply=reply, findings=gaps + draft.findings)


def _from_article(context: Context, match: Match) -> Draft:
    quote = _telling(match.text, context.question())
    draft = _draft(context, match, quote)
    parts = [paragraphs(quote), *([f"<p>{link(match.url, match.title)}</p>"] if match.url else [])]
    return replace(draft, reply=clean_reply(_letter(context, draft, "\n".join(parts))))


def _letter(context: Context, draft: Draft, html: str) -> str:
    """The words between a greeting and a closing in the draft's language."""
    code = draft.language or context.desk.language
    return "\n".join([paragraphs(greeting(code, _first_name(context))), html, paragraphs(_end(context, code))])


def _names(context: Context) -> str:
    """Who signs where a response leaves its last line to an agent and none is assigned."""
    return context.desk.signature or context.desk.name


def _end(context: Context, code: str) -> str:
    return closing(code, context.assigned_agent, context.desk.name, signature=context.desk.signature)


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
        language=code,
        remarks=context.remarks,
        written=Written(by="canned"),
    )


def _language_finding(context: Context, code: str) -> tuple[Finding, ...]:
    theirs = text.language(
        "\n".join(entry.text for entry in context.entries if entry.in_turn and entry.who == "customer")
    )
    if not theirs or not code or theirs == code:
        return ()
    return (
        Finding(
            "language",
            "",
            f"The customer writes in {named(theirs)}, this reply is in {named(code)}: translate it.",
        ),
    )


def sources(matches: Sequence[Match], question: str) -> tuple[Source, ...]:
    """Matches as the note numbers them, each with the words that come nearest to the question."""
    return tuple(_source(number, match, question) for number, match in enumerate(matches, start=1))


def _source(number: int, match: Match, question: str) -> Source:
    quote = _telling(_words(match), question, 1, 160)
    return Source(number, match.pool, match.id, match.title, match.url, quote, match.public)


def _words(match: Match) -> str:
    """What of a match may be quoted: of a past ticket the desk's answer, never what a customer wrote.

    Its title is said anyway, and a greeting says nothing."""
    if match.pool == "article" and match.passage:
        return match.passage.removeprefix(match.title).lstrip(" .") or match.text
    return body(match.answer if match.pool == "past" else match.text)


def _telling(words: str, question: str, count: int = 3, chars: int = 600) -> str:
    """The sentences of a text that share most with the question, in their order."""
    asked = set(terms(question))
    lines = [line for line in sentences(words) if len(line) > 15] or sentences(words)
    best = sorted(range(len(lines)), key=lambda at: (-len(asked & set(terms(lines[at]))), at))[:count]
    return text.clip(" ".join(lines[at] for at in sorted(best)), chars)


def _first_name(context: Context) -> str:
    return values(context)["ticket.requester.firstname"]
