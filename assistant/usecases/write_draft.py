"""Write one turn's draft: gather evidence, ask the model or compose from canned responses, check."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from assistant.core import budget
from assistant.core.compose import compose
from assistant.core.context import Context
from assistant.core.draft import Draft, Match, Pool, Written
from assistant.core.finish import finished, of_answer, shown
from assistant.core.gather import attachments, gather, with_matches
from assistant.core.judge import own_limits
from assistant.core.privacy import without_names, without_secrets
from assistant.core.prompt import Prompt
from assistant.core.prompt.voice import PromptSet, choose, in_voice
from assistant.core.records import Request
from assistant.core.retrieval.confidence import Limits
from assistant.core.thread import Thread, Turn
from assistant.errors import ModelUnavailable
from assistant.ports import Answer, Clock, Helpdesk, Knowledge, LanguageModel, Store
from assistant.usecases.ask_model import ask_model
from assistant.usecases.calibrate import LIMITS
from assistant.usecases.sync_knowledge import ensure_knowledge

POOLS: tuple[Pool, ...] = ("canned", "article", "past")
MATCHES = 12
"""Of each pool. A past answer is judged by its neighbours; a model reads the best few of each."""
EARLIER = 3


@dataclass(frozen=True)
class Budget:
    """What the model may use; None is no limit."""

    daily_usd: float | None = None
    monthly_tokens: int | None = None


def write_draft(
    thread: Thread,
    turn: Turn,
    *,
    request: Request | None = None,
    before: Draft | None = None,
    helpdesk: Helpdesk,
    knowledge: Knowledge,
    model: LanguageModel | None,
    store: Store,
    prompts: PromptSet,
    limits: Budget,
    clock: Clock,
    read_images: bool = False,
) -> Draft:
    """A checked draft, always: without a usable model it is composed from the desk's own words, and says so.

    Secrets are taken out before anything is done with the customer's words, and a model reads placeholders for people.

    Raises TemporaryError if the store or Freshdesk is away.
    """
    seconds: dict[str, float] = {}
    with _timed(seconds, "gather"):
        remarks = ensure_knowledge(helpdesk=helpdesk, knowledge=knowledge, store=store, clock=clock)
        earlier = store.earlier(thread.ticket.requester_id or 0, thread.ticket.id, EARLIER)
        instruction = request.instruction if request is not None else ""
        previous = before.reply if before is not None else ""
        context = gather(thread, turn, earlier=earlier, instruction=instruction, previous=previous, remarks=remarks)
        files = attachments(thread, turn)
        found = helpdesk.files(files, images=read_images and model is not None) if files else ()
        context = without_secrets(replace(context, files=found))
        prompt = choose(prompts, context)
        context = in_voice(context, prompt)
    with _timed(seconds, "search"):
        context = with_matches(context, _search(knowledge, context))
        own = own_limits(store.fact(LIMITS))
    with _timed(seconds, "write"):
        draft = _written(context, model, prompt, store, limits, clock, own)
    with _timed(seconds, "check"):
        draft = finished(draft, context, own)
    return replace(draft, written=replace(draft.written, seconds={**draft.written.seconds, **seconds}))


def _search(knowledge: Knowledge, context: Context) -> Sequence[Match]:
    """What comes near the question. Names find nothing, and need not reach whoever makes the vectors."""
    asked = without_names(context.question(), (context.requester_name, context.company))
    return knowledge.search(asked, pools=POOLS, limit=MATCHES, group_id=context.group_id, company_id=context.company_id)


def _written(
    context: Context,
    model: LanguageModel | None,
    prompt: Prompt,
    store: Store,
    limits: Budget,
    clock: Clock,
    own: Limits,
) -> Draft:
    if model is None:
        return _composed(context, own, "")
    spent = store.spend(clock())
    over = budget.within(spent.usd_today, spent.tokens_this_month, limits.daily_usd, limits.monthly_tokens)
    if over:
        return _composed(context, own, over)
    try:
        return _asked(context, model, prompt, partial(_account, store, clock))
    except ModelUnavailable as error:
        if error.tokens:
            store.spent(Answer("", "", tokens_out=error.tokens, cost_usd=error.cost_usd), clock())
        return _composed(context, own, str(error))


def _asked(context: Context, model: LanguageModel, prompt: Prompt, account: Callable[[Answer], None]) -> Draft:
    read, vault = shown(context)
    answer = ask_model(model, prompt, read)
    account(answer)
    written = Written(
        by="model",
        model=answer.model,
        prompt_name=prompt.name,
        prompt_version=prompt.version,
        prompt_hash=prompt.hash,
        tokens_in=answer.tokens_in,
        tokens_out=answer.tokens_out,
        cost_usd=answer.cost_usd,
    )
    return of_answer(answer.text, vault, context, written)


def _account(store: Store, clock: Clock, answer: Answer) -> None:
    store.spent(answer, clock())


def _composed(context: Context, own: Limits, why: str) -> Draft:
    draft = compose(context, own)
    instructed = ("The instruction was not followed: that takes a language model.",) if context.instruction else ()
    return replace(draft, remarks=(*draft.remarks, *([why] if why else []), *instructed))


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    began = time.perf_counter()
    try:
        yield
    finally:
        seconds[step] = round(time.perf_counter() - began, 4)
