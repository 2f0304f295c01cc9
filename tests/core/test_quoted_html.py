"""What of an HTML mail is new: each mail program wraps older mail in its own way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.text import new_text, plain

WROTE = "On Mon, 2 Mar 2026 at 10:00, Ida &lt;<a href='mailto:i@x.example'>i@x.example</a>&gt; wrote:"
HEADERS = "<b>From:</b> Ida &lt;i@x.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Anna<br><b>Subject:</b> Kettle"
OWN, OLD = "<div>It still leaks.</div>", "<p>Try this.</p>"
RULED = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"

MAILS = {
    "Gmail": f'{OWN}<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{WROTE}</div>'
    f'<blockquote class="gmail_quote">{OLD}</blockquote></div>',
    "Gmail, signed": f'{OWN}<span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Anna</div>'
    f'<div class="gmail_quote"><div class="gmail_attr">{WROTE}</div><blockquote class="gmail_quote">{OLD}</blockquote>'
    "</div>",
    "Apple Mail": f'{OWN}<div><blockquote type="cite"><div>{WROTE}</div><br><div>{OLD}</div></blockquote></div>',
    "iPhone": f'{OWN}<div>Sent from my iPhone</div><div><blockquote type="cite">{WROTE}<br></blockquote></div>'
    f'<blockquote type="cite">{OLD}</blockquote>',
    "Thunderbird": f'{OWN}<div class="moz-cite-prefix">On 02/03/2026, Ida wrote:<br></div>'
    f'<blockquote type="cite">{OLD}</blockquote><pre class="moz-signature">-- \nAnna</pre>',
    "Thunderbird, below": f'<div class="moz-cite-prefix">Ida:</div><blockquote type="cite">{OLD}</blockquote>{OWN}',
    "Outlook on the web": f'{OWN}<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">{HEADERS}</div>{OLD}',
    "Outlook": f'<div class=WordSection1><p class=MsoNormal>It still leaks.<o:p></o:p></p><div><div style="{RULED}">'
    f"<p class=MsoNormal>{HEADERS}<o:p></o:p></p></div></div><p class=MsoNormal>Try this.<o:p></o:p></p></div>",
    "Outlook, unknown language": f'{OWN}<div><div style="{RULED}"><p>Xa: Ida<br>Xb: Monday<br>Xc: Anna</p></div></div>'
    f"{OLD}",
    "Outlook 2003": f'{OWN}<div class="OutlookMessageHeader"><hr tabindex="-1">{HEADERS}</div>{OLD}',
    "Outlook for iOS": f'{OWN}<div id="ms-outlook-mobile-signature">Get <a href="x">Outlook for iOS</a></div><hr>'
    f'<div id="divRplyFwdMsg">{HEADERS}</div>{OLD}',
    "Outlook mobile": f'{OWN}<div id="mail-editor-reference-message-container">{HEADERS}{OLD}</div>',
    "Outlook for Mac": f'{OWN}<span id="OLK_SRC_BODY_SECTION">{HEADERS}{OLD}</span>',
    "Yahoo": f'{OWN}<div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div>{WROTE}</div>{OLD}</div>',
    "ProtonMail": f'{OWN}<div class="protonmail_signature_block">Sent with Proton Mail.</div><div'
    f' class="protonmail_quote">{WROTE}<blockquote class="protonmail_quote" type="cite">{OLD}</blockquote></div>',
    "Zimbra": f'{OWN}<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">{HEADERS}</div>{OLD}',
    "GMX": f'{OWN}<div name="quote"><b>Gesendet:</b> Montag<br><b>Von:</b> "Ida" &lt;i@x.example&gt;<br>'
    f"<b>An:</b> a@x.example<br><b>Betreff:</b> Kessel</div>{OLD}",
    "Freshdesk": f'{OWN}<div class="freshdesk_quote"><blockquote class="freshdesk_quote">{WROTE} {OLD}</blockquote>'
    "</div>",
    "Yandex": f'{OWN}<div>02.03.2026, 10:00, "Ida" &lt;i@x.example&gt;:</div><blockquote>{OLD}</blockquote>',
    "Android": f"{OWN}<div>-------- Original message --------</div>"
    f"<div>From: Ida </div><div>Date: 02/03/2026 </div>{OLD}",
}
TAGS = [OWN, OLD, WROTE, HEADERS, f"<div style='{RULED}'>", "<div class='gmail_quote'>", "<div id='divRplyFwdMsg'>"]
TAGS += ["<blockquote type='cite'>", "</blockquote>", "</div>", "<o:p>", "<pre>", "<td>", "> a", "<"]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(TAGS), max_size=12).map("".join))
def test_no_mixture_of_tags_makes_it_raise_or_lose_everything(html: str):
    assert bool(plain(html)) == bool(new_text(html))
    assert new_text("", new_text(html)) == new_text(html)


@pytest.mark.parametrize("html", MAILS.values(), ids=MAILS)
def test_the_mail_that_a_program_wraps_is_left_off(html: str):
    assert "It still leaks." == new_text(html)


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="gmail_quote"><div class="gmail_attr">{WROTE}</div><blockquote class="gmail_quote">Which colour?'
        '</blockquote><div>Black.</div><blockquote class="gmail_quote">Which size?</blockquote><div>Large.</div></div>',
        f'<div>{WROTE}</div><blockquote type="cite">Which colour?</blockquote><div>Black.</div>'
        '<blockquote type="cite">Which size?</blockquote><div>Large.</div>',
        f"<div>{WROTE}</div><blockquote>Which colour?</blockquote><div>Black.</div>"
        "<div>02.03.2026, Ida &lt;i@x.example&gt;:</div><blockquote>Which size?</blockquote><div>Large.</div>",
    ],
    ids=["Gmail", "Apple Mail", "not cited"],
)
def test_answers_between_parts_of_a_quotation_are_kept(html: str):
    assert ["> Which colour?", "Black.", "> Which size?", "Large."] == [
        line for line in new_text(html).splitlines() if line
    ]


def test_what_a_customer_sets_off_as_a_quotation_of_their_own_is_kept():
    assert new_text("<p>It shows:</p><blockquote>E42</blockquote>") == "It shows:\n\nE42"


def test_a_ruled_off_part_of_a_form_is_no_older_mail():
    assert "Total" in new_text('<p>My order:</p><div style="border-top:1px solid #E1E1E1">Total 12</div><p>Wrong!</p>')


def test_a_mail_forwarded_without_a_word_is_kept():
    assert "Try this." in new_text(f'<div id="divRplyFwdMsg">{HEADERS}</div>{OLD}')
