"""The sandbox's helpdesk page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from assistant.sandbox import Sandbox

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, sandbox: Sandbox) -> Iterator[Page]:
    with browser.new_context(base_url=sandbox.url) as context:
        yield context.new_page()


def add_note(sandbox: Sandbox, ticket: int, body: str) -> None:
    answer = requests.post(
        f"{sandbox.url}/api/v2/tickets/{ticket}/notes", json={"body": body}, auth=("key", "X"), timeout=10
    )
    answer.raise_for_status()


def ticket_called(sandbox: Sandbox, subject: str) -> int:
    with sandbox.state.lock:
        return next(int(row["id"]) for row in sandbox.state.tickets.values() if row["subject"] == subject)


def test_the_list_leads_to_a_thread_and_its_note(sandbox: Sandbox, page: Page):
    add_note(sandbox, 1, "<p>Send a <b>new</b> one.</p>")
    page.goto("/")
    row = page.get_by_role("row", name="Rookmill grinder stopped")
    expect(row.locator(".pill")).to_have_text("1", use_inner_text=True)
    page.get_by_role("link", name="Rookmill grinder stopped").click()
    note = page.get_by_role("article", name="Deskhand private note")
    expect(note).to_contain_text("Send a new one.")
    expect(note.locator("b")).to_have_text("new")


def test_what_is_typed_as_the_customer_appears_and_reopens_the_ticket(page: Page):
    page.goto("/tickets/1")
    page.get_by_role("button", name="Closed").click()
    expect(page.get_by_role("button", name="Closed")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Write in this thread").fill("One more thing: <it> smells\nof smoke.")
    page.get_by_role("button", name="Send as Mara Lindqvist").click()
    expect(page.get_by_role("article", name="Mara Lindqvist wrote").last).to_contain_text(
        "<it> smells\nof smoke.", use_inner_text=True
    )
    expect(page.get_by_role("button", name="Open")).to_have_attribute("aria-pressed", "true")


def test_an_agent_answers_and_notes(page: Page):
    page.goto("/tickets/1")
    page.get_by_label("Write in this thread").fill("A new grinder is on its way.")
    page.get_by_role("button", name="Reply as Ida Brandt").click()
    page.get_by_label("Write in this thread").fill("Told the warehouse.")
    page.get_by_role("button", name="Add private note").click()
    expect(page.get_by_role("article", name="Ida Brandt replied")).to_contain_text("on its way")
    expect(page.get_by_role("article", name="Ida Brandt private note")).to_contain_text("warehouse")


def test_the_person_in_cc_can_write_too(sandbox: Sandbox, page: Page):
    page.goto(f"/tickets/{ticket_called(sandbox, 'Invoice without VAT for our Leeds office?')}")
    page.get_by_label("Write in this thread").fill("Still waiting.")
    page.get_by_role("button", name="Send as oskar.lindner@").click()
    expect(page.get_by_role("article", name="Oskar Lindner wrote, in cc").last).to_contain_text("Still waiting.")


def test_a_note_that_arrives_while_somebody_types_appears_and_the_text_stays(sandbox: Sandbox, page: Page):
    page.goto("/tickets/1")
    text = page.get_by_label("Write in this thread")
    text.fill("half a sen")
    add_note(sandbox, 1, "<p>Just arrived.</p>")
    expect(page.get_by_role("article", name="Deskhand private note")).to_contain_text("Just arrived.")
    expect(text).to_have_value("half a sen")
    expect(text).to_be_focused()


def test_a_mail_runs_no_script_and_fetches_no_picture(sandbox: Sandbox, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/tickets/{ticket_called(sandbox, 'Coupon')}")
    page.get_by_text("Marlon", exact=True).hover()
    page.wait_for_load_state("networkidle")
    assert "Coupon" in page.title()
    assert [] == [url for url in asked if not url.startswith(sandbox.url)]


def test_the_policy_stops_a_script_that_no_cleaning_caught(page: Page):
    """The second line of defence, alone: a script put into the page after it was cleaned."""
    page.goto("/tickets/1")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'owned'";
        document.body.append(script);
    }""")
    assert "Rookmill" in page.title()


@pytest.mark.parametrize("path", ["/", "/tickets/1", "/tickets/2", "/tickets/15", "/tickets/17"])
def test_nothing_sticks_out_on_a_telephone(browser: Browser, sandbox: Sandbox, path: str):
    with browser.new_context(base_url=sandbox.url, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
