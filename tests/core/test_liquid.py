"""Canned responses filled in: what is known stands there, what is not is a gap that a person sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.liquid import fill

VALUES = {
    "ticket.id": "4107",
    "ticket.requester.name": "Anna Schmidt",
    "ticket.requester.firstname": "Anna",
    "ticket.agent.name": "Ida",
    "ticket.cf_order": "",
}


@pytest.mark.parametrize(
    ("source", "filled", "gaps"),
    [
        ("<p>Hi {{ticket.requester.firstname}}, #{{ ticket.id }}</p>", "<p>Hi Anna, #4107</p>", ()),
        ("<p>{{ticket.requester.firstname | upcase}}</p>", "<p>ANNA</p>", ()),
        ("<p>Due {{ticket.due_by_time}}</p>", "<p>Due [ticket.due_by_time?]</p>", ("[ticket.due_by_time?]",)),
        ("<p>Order {{ticket.cf_order}}</p>", "<p>Order [ticket.cf_order?]</p>", ("[ticket.cf_order?]",)),
        ("<p>{{ticket.satisfaction_survey}}</p>", "<p>[…]</p>", ("[…]",)),
        ("<p>{% if ticket.cf_order %}a{% else %}b{% endif %}</p>", "<p>b</p>", ()),
        ("<p>{% if ticket.id == '4107' %}{% if ticket.cf_order %}x{% endif %}yes{% endif %}</p>", "<p>yes</p>", ()),
        ("<p>{% if ticket.vip %}a{% endif %}</p>", "<p>[if ticket.vip a endif?]</p>", ("[if ticket.vip a endif?]",)),
        ("<p>{{ticket.</p>", "<p>{ {ticket.</p>", ()),
        ("<p>{% if ticket.id %}a</p>", "<p>[if ticket.id a?]</p>", ("[if ticket.id a?]",)),
        ("<p>{% for x in ticket.id %}</p>", "<p>[for x in ticket.id?]</p>", ("[for x in ticket.id?]",)),
    ],
)
def test_known_parts_are_filled_and_others_marked(source: str, filled: str, gaps: tuple[str, ...]):
    found = fill(source, VALUES)
    assert (found.html.replace("\n", ""), found.gaps) in ((filled, gaps), (filled.removesuffix("</p>") + "</p>", gaps))


def test_a_name_cannot_bring_tags_or_placeholders_along():
    found = fill(
        "<p>Hi {{ticket.requester.firstname}}</p>", VALUES | {"ticket.requester.firstname": "<b>{{ticket.id}}{% raw %}"}
    )
    assert found.html == "<p>Hi &lt;b&gt;ticket.id% raw %</p>"


def test_without_an_agent_the_line_of_the_signature_goes():
    found = fill("<p>Regards,<br>{{ticket.agent.name}}<br>Larkhob</p>", VALUES | {"ticket.agent.name": ""})
    assert (found.html, found.gaps) == ("<p>Regards,<br>Larkhob</p>", ())


def test_without_a_name_the_greeting_closes_up():
    found = fill(
        "<p>Hi {{ticket.requester.firstname}},</p>",
        VALUES | {"ticket.requester.name": "", "ticket.requester.firstname": ""},
    )
    assert found.html == "<p>Hi,</p>"


def test_pictures_and_scripts_of_a_response_go():
    assert fill('<p>a<img src="https://x.example/i.png"><script>1</script></p>', VALUES).html == "<p>a</p>"


def test_a_template_that_runs_wild_is_a_gap():
    assert "[" in fill("{% if ticket.id %}{% for i in (1..99999999) %}{{i}}{% endfor %}{% endif %}", VALUES).html


@given(st.lists(st.sampled_from(["{{", "}}", "{%", "%}", "ticket.id", " if ", "endif", "<p>", "a", "|", "'", "."])))
def test_no_response_makes_it_raise_or_leaves_liquid_in_the_reply(parts: list[str]):
    html = fill("".join(parts), VALUES).html
    assert "{{" not in html
    assert "{%" not in html
