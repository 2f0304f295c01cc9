"""The helpdesk page: read a thread as an agent sees it, answer as customer or agent, follow a source.

The application calls each of these under the desk's lock.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from markupsafe import escape
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Redirect

from assistant.sandbox import actions
from assistant.sandbox.answers import the_desk
from assistant.sandbox.markup import note_html
from assistant.sandbox.payload import status_label
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import wrapped
from assistant.sandbox.view import entries, facts, gone, row_of

blueprint = Blueprint("page", __name__)

TICKETS_A_PAGE = 100
STATUSES = (actions.OPEN, actions.PENDING, actions.RESOLVED, actions.CLOSED)
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Only the page's own script runs and nothing is fetched from elsewhere; mail keeps its inline style."""


@blueprint.before_request
def own_forms_only() -> None:
    """Another site that the browser has open may not write here."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)


@blueprint.after_request
def strict(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@blueprint.errorhandler(HTTPException)
def failed(error: HTTPException) -> tuple[str, int]:
    return render_template("desk/error.html", shop=shop(), error=error), error.code or 500


@blueprint.get("/")
def tickets() -> str:
    desk, number = the_desk(), max(request.args.get("page", 1, int), 1)
    start = (number - 1) * TICKETS_A_PAGE
    shown = sorted(desk.tickets.values(), key=lambda ticket: int(ticket["id"]))[start : start + TICKETS_A_PAGE]
    more = len(desk.tickets) > start + TICKETS_A_PAGE
    return render_template(
        "desk/tickets.html",
        shop=shop(),
        page=number,
        more=more,
        total=len(desk.tickets),
        rows=[row_of(desk, ticket) for ticket in shown],
    )


@blueprint.get("/tickets/<int:ticket_id>")
def ticket(ticket_id: int) -> str:
    return rendered(ticket_id)


@blueprint.get("/a/tickets/<int:ticket_id>")
@blueprint.get("/support/tickets/<int:ticket_id>")
def ticket_link(ticket_id: int) -> Redirect:
    """The addresses under which links for agents and for customers name a ticket."""
    return redirect(url_for("page.ticket", ticket_id=ticket_id))


@blueprint.get("/support/solutions/articles/<int:article_id>")
def article(article_id: int) -> str:
    """Where a note's sources lead (freshdesk-api 6.7)."""
    desk = the_desk()
    found = desk.articles.get(article_id) or abort(404)
    folder = desk.folders.get(found["folder_id"], {})
    return render_template(
        "desk/article.html", shop=shop(), article=found, folder=folder, body=note_html(found["description"])
    )


@blueprint.post("/tickets/<int:ticket_id>/messages")
def write(ticket_id: int) -> Redirect | tuple[str, int]:
    text, writer = request.form.get("body", "").strip(), request.form.get("as", "")
    desk = the_desk()
    found = writable(desk, ticket_id)
    say = writers(desk, found).get(writer)
    if not text or say is None:
        return rendered(ticket_id, text, "Write something first." if not text else "Choose who writes."), 400
    entry = say(typed_html(text))
    return redirect(url_for("page.ticket", ticket_id=ticket_id, _anchor=f"entry-{entry['id']}"), 303)


@blueprint.post("/tickets/<int:ticket_id>/status")
def set_status(ticket_id: int) -> Redirect:
    desk, status = the_desk(), request.form.get("status", 0, int)
    found = writable(desk, ticket_id)
    if status not in STATUSES:
        abort(400)
    actions.set_status(desk, found, status)
    return redirect(url_for("page.ticket", ticket_id=ticket_id), 303)


def shop() -> str:
    return str(the_desk().account["name"])


def writable(desk: Desk, ticket_id: int) -> JSON:
    """The ticket; 404 without one, 405 in the bin or spam, as the API answers (freshdesk-api 4.3)."""
    found = desk.tickets.get(ticket_id) or abort(404)
    if gone(found):
        abort(405)
    return found


def writers(desk: Desk, ticket: JSON) -> dict[str, Callable[[str], JSON]]:
    """What each button of the form does with the HTML that was typed."""
    human = desk.human["id"]
    return {
        "customer": partial(actions.customer_says, desk, ticket, ticket["requester_id"]),
        "agent": partial(actions.reply, desk, ticket, human),
        "note": partial(actions.note, desk, ticket, human, private=True),
        **{email: partial(actions.cc_says, desk, ticket, email, None) for email in ticket["cc_emails"] or []},
    }


def rendered(ticket_id: int, typed: str = "", error: str = "") -> str:
    desk = the_desk()
    found = desk.tickets.get(ticket_id) or abort(404)
    return render_template(
        "desk/ticket.html",
        shop=shop(),
        ticket=found,
        typed=typed,
        error=error,
        row=row_of(desk, found),
        entries=entries(desk, found),
        facts=facts(desk, found),
        agent=desk.human["contact"]["name"],
        cc=found["cc_emails"] or [],
        statuses=[(status, status_label(desk, status)) for status in STATUSES],
    )


def typed_html(text: str) -> str:
    """Plain text of the form as an editor would send it."""
    return wrapped(str(escape(text)).replace("\r\n", "\n").replace("\n", "<br>"))
