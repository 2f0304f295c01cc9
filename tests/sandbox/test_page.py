"""What the helpdesk page does with mail, forms and addresses, without a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from assistant.sandbox import Sandbox
from assistant.sandbox.markup import mail_html, note_html
from assistant.sandbox.seed import SHOP


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with Sandbox.start(seed=str(SHOP)) as sandbox:
        yield sandbox.url


def post(address: str, headers: dict[str, str] | None = None, **form: str) -> requests.Response:
    return requests.post(address, data=form, headers=headers, timeout=10, allow_redirects=False)


@pytest.mark.parametrize(
    "mail",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<p onclick="alert(1)">x</p>',
        "<iframe src='//evil.test'></iframe>",
        "<form action='//evil.test'><input></form>",
        "<svg onload=alert(1)>",
        '<p style="background:url(//evil.test/x)">x</p>',
        "<style>@import '//evil.test'</style>",
        '<a href="/_sandbox/reset">x</a>',
        '<p style="position:fixed">x</p>',
        '<img src="http://evil.test/pixel.gif">',
    ],
)
def test_nothing_in_a_mail_or_note_can_act(mail: str):
    for cleaned in (mail_html(mail), note_html(mail)):
        assert not any(word in cleaned for word in ("alert", "evil", "_sandbox", "position", "<form", "<iframe"))


def test_a_quote_and_the_layout_of_a_mail_stay():
    mail = '<div class="gmail_quote other"><blockquote style="margin:0px;color:#fff">x</blockquote></div>'
    assert '<div class="gmail_quote"><blockquote style="margin:0px">x</blockquote></div>' == mail_html(mail)


def test_a_note_keeps_its_colours():
    assert '<b style="color:#900">x</b>' == note_html('<b style="color:#900">x</b>')


def test_every_page_forbids_scripts_of_others(url: str):
    for path in ("/", "/tickets/1", "/tickets/999"):
        policy = requests.get(url + path, timeout=10).headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self';" in policy


def test_an_unknown_ticket_is_a_page_that_says_so(url: str):
    answer = requests.get(f"{url}/tickets/999", timeout=10)
    assert (404, True) == (answer.status_code, "Back to the tickets" in answer.text)


@pytest.mark.parametrize("path", ["/a/tickets/1", "/support/tickets/1"])
def test_the_address_in_freshdesks_links_leads_to_the_ticket(url: str, path: str):
    answer = requests.get(url + path, timeout=10)
    assert f"{url}/tickets/1" == answer.url
    assert "Rookmill grinder stopped" in answer.text


def test_an_articles_link_opens_it():
    with Sandbox.start() as sandbox:
        number = next(iter(sandbox.state.articles))
        answer = requests.get(f"{sandbox.url}/support/solutions/articles/{number}", timeout=10)
    assert "Shipping times and prices by country" in answer.text


def test_another_site_cannot_write_here(url: str):
    answer = post(f"{url}/tickets/1/messages", {"Sec-Fetch-Site": "cross-site"}, body="hello", **{"as": "customer"})
    assert 403 == answer.status_code


def test_a_form_without_a_writer_keeps_the_text(url: str):
    answer = post(f"{url}/tickets/1/messages", body="my long <text>", **{"as": "nobody"})
    assert (400, True) == (answer.status_code, "my long &lt;text&gt;</textarea>" in answer.text)


def test_a_deleted_ticket_takes_no_message():
    with Sandbox.start(seed=str(SHOP)) as sandbox:
        requests.post(f"{sandbox.url}/_sandbox/tickets/1/delete", timeout=10).raise_for_status()
        assert 405 == post(f"{sandbox.url}/tickets/1/messages", body="hello", **{"as": "customer"}).status_code
        shown = requests.get(f"{sandbox.url}/tickets/1", timeout=10).text
    assert "Deleted" in shown
    assert "<textarea" not in shown
