"""How the desk speaks: files for desk, groups and products, the most specific first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core.context import Context
from assistant.core.prompt import load, render
from assistant.core.prompt.voice import PromptSet, Voice, choose, in_voice, load_voice, prompt_set, slug
from tests.core.make import context

MAIN = load((Path(__file__).parents[2] / "prompts" / "draft.md").read_text("utf-8"), "draft")


def voice(place: str, body: str = "", fields: str = "") -> Voice:
    return load_voice(f'---\nversion: "3"\n{fields}\n---\n{body}', place)


def voices(*files: Voice) -> PromptSet:
    return prompt_set(MAIN, files)


def of(product: str = "", group: str = "", agent: str = "") -> Context:
    return context("Hi", product=product, group=group, assigned_agent=agent)


ALL = voices(
    voice("desk", "as a desk", "signature: The Desk"),
    voice("groups/returns-repairs", "as a group"),
    voice("products/tea", "as a product"),
)


@pytest.mark.parametrize(
    ("asked", "tone"),
    [
        (of(), "as a desk"),
        (of(group="Returns & Repairs"), "as a group"),
        (of(product="Tea", group="Returns & Repairs"), "as a product"),
        (of(product="Coffee", group="Sales"), "as a desk"),
    ],
)
def test_a_product_goes_before_a_group_and_a_group_before_the_desk(asked: Context, tone: str):
    assert tone == choose(ALL, asked).tone


def test_what_a_file_leaves_empty_a_less_specific_one_says():
    chosen = choose(ALL, of("Tea"))
    assert ("as a product", "The Desk") == (chosen.tone, chosen.signature)


def test_without_any_file_the_prompt_is_as_it_stands():
    assert MAIN == choose(voices(), of("Tea"))


def test_hash_and_version_cover_every_file_that_was_used_and_no_other():
    plain, group = choose(ALL, of()), choose(ALL, of(group="Returns & Repairs"))
    assert "3, desk 3" == plain.version
    assert "3, desk 3, groups/returns-repairs 3" == group.version
    assert 3 == len({MAIN.hash, plain.hash, group.hash})
    assert plain.hash == choose(voices(ALL.voices[0]), of()).hash


def test_the_tone_stands_in_the_instructions_and_the_signature_at_the_end_of_replies():
    prompt = choose(ALL, of("Tea"))
    system = render(prompt, in_voice(of("Tea"), prompt), budget_chars=24_000)[0]["content"]
    assert "as a product" in system
    assert "then exactly these lines:\nThe Desk" in system


def test_a_signature_closes_up_where_nobody_is_assigned():
    signed = voices(voice("desk", fields='signature: "{{ agent }}\\n{{ desk }} Care"'))
    assert "Larkhob Care" == choose(signed, of()).signature
    assert "Ida\nLarkhob Care" == choose(signed, of(agent="Ida")).signature


def test_the_voices_language_is_the_one_that_its_agents_read():
    french = voices(voice("groups/france", fields="language: fr"))
    asked = of(group="France")
    assert "fr" == in_voice(asked, choose(french, asked)).desk.language
    assert "en" == in_voice(of(), choose(french, of())).desk.language


def test_the_helpdesks_own_signature_stays_where_no_file_has_one():
    asked = replace(of(), desk=replace(of().desk, signature="Acme"))
    assert "Acme" == in_voice(asked, choose(voices(), asked)).desk.signature


@pytest.mark.parametrize(
    ("name", "file"), [("Returns & Repairs", "returns-repairs"), ("Été 2026", "été-2026"), ("お茶", "お茶"), ("!", "")]
)
def test_a_name_becomes_a_files_name(name: str, file: str):
    assert file == slug(name)


def test_a_file_may_be_named_as_the_group_is():
    named = voices(voice("groups/Returns & Repairs", "as a group"))
    assert "as a group" == choose(named, of(group="returns & repairs")).tone


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("---\na: [\n---\n", "the front matter is no valid YAML"),
        ("no front matter", "version: is missing"),
        ("---\nversion: 1\nsignatur: x\n---\n", "signatur: is not known here"),
        ("---\nversion: 1\nlanguage: german\n---\n", "language: give two small letters"),
        ("---\nversion: 1\n---\nHi {{ customer }}", "body: customer is nothing that we can give"),
        ("---\nversion: 1\nsignature: '{{ agent'\n---\n", "signature: "),
        ("---\nversion: 1\n---\n{{ desk.__class__.__mro__ }}", "body: "),
    ],
)
def test_a_fault_in_a_voice_names_the_file_and_the_fault(text: str, fault: str):
    with pytest.raises(ValueError, match=r"prompts/groups/x\.md: ") as caught:
        load_voice(text, "groups/x")
    assert fault in str(caught.value)


def test_two_files_for_one_group_are_a_fault():
    with pytest.raises(ValueError, match=r"prompts/groups/Tea\.md: prompts/groups/tea\.md is for the same name"):
        voices(voice("groups/tea"), voice("groups/Tea"))
