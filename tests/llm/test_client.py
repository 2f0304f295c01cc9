"""What the model says, or why it said nothing, in an agent's words."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from assistant.errors import ModelUnavailable
from assistant.llm import OpenAIModel
from assistant.ports import Answer
from tests.llm.server import Model, fault, said, serving

SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": False}
GOOD = '{"a": 1}'
KEY = "sk-secret-key"
NO_FORM = fault(400, "response_format of this type is not supported")


def valid(text: str) -> str | None:
    try:
        return None if isinstance(json.loads(text)["a"], int) else '"a" must be a number'
    except (ValueError, KeyError, TypeError):
        return "that is no JSON"


def ask(model: OpenAIModel, **changes: Any) -> Answer:
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "the customer's words"}]
    options: dict[str, Any] = {"schema": SCHEMA, "valid": valid, "temperature": 0.2, "max_tokens": 50}
    return model.ask(messages, **(options | changes))


def made(server: Model, timeout: float = 5.0) -> OpenAIModel:
    return OpenAIModel(api_key=KEY, model="gpt-4o-mini", base_url=server.url, timeout=timeout)


def why(*answers: Any, timeout: float = 5.0) -> ModelUnavailable:
    with serving(*answers) as server, pytest.raises(ModelUnavailable) as caught:
        ask(made(server, timeout))
    return caught.value


def test_an_answer_comes_with_what_it_cost():
    with serving(said(GOOD)) as server:
        assert Answer(GOOD, "gpt-4o-mini", 100, 10, pytest.approx(0.000021)) == ask(made(server))


def test_it_is_asked_by_strict_schema_and_nothing_is_said_of_storing_elsewhere_than_openai():
    with serving(said(GOOD)) as server:
        ask(made(server))
    asked = server.asked[0]
    assert asked["response_format"]["json_schema"] == {"name": "answer", "strict": True, "schema": SCHEMA}
    assert (asked["max_tokens"], asked["temperature"]) == (50, 0.2)
    assert "store" not in asked


def test_a_server_that_knows_no_schema_is_asked_for_an_object_and_then_in_words():
    with serving(NO_FORM, NO_FORM, said(GOOD)) as server:
        ask(made(server))
    forms = [asked.get("response_format", {}).get("type") for asked in server.asked]
    assert forms == ["json_schema", "json_object", None]
    assert '"additionalProperties": false' in server.asked[2]["messages"][0]["content"]


def test_what_a_server_refused_once_is_not_tried_again():
    with serving(NO_FORM, said(GOOD)) as server:
        model = made(server)
        ask(model)
        ask(model)
    assert [asked["response_format"]["type"] for asked in server.asked] == ["json_schema", "json_object", "json_object"]


def test_a_500_that_complains_of_the_form_leads_down_the_ladder_too():
    with serving(fault(500, "response_format.type: Input should be 'text' or 'json_object'"), said(GOOD)) as server:
        ask(made(server))
    assert len(server.asked) == 2


def test_the_name_of_the_token_limit_follows_the_servers_wish():
    with serving(fault(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'."), said(GOOD)) as server:
        ask(made(server))
    assert server.asked[1]["max_completion_tokens"] == 50
    assert "max_tokens" not in server.asked[1]


def test_a_model_without_temperature_is_asked_without_one():
    with serving(fault(400, "Unsupported value: 'temperature' does not support 0.2"), said(GOOD)) as server:
        ask(made(server))
    assert "temperature" not in server.asked[1]


PICTURE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
SHOWN = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": [{"type": "text", "text": "the customer's words"}, PICTURE]},
]


def contents(server: Model) -> list[str]:
    return ["text" if isinstance(asked["messages"][1]["content"], str) else "parts" for asked in server.asked]


def show(model: OpenAIModel) -> Answer:
    return model.ask(SHOWN, schema=SCHEMA, valid=valid, temperature=None, max_tokens=50)


def test_a_model_that_sees_is_shown_the_pictures():
    with serving(said(GOOD)) as server:
        show(made(server))
    assert SHOWN[1]["content"] == server.asked[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    "refusal",
    [
        fault(400, "Invalid content type. image_url is only supported by certain models."),
        fault(500, "image input is not supported - hint: you may need to provide the mmproj"),
        fault(500, "messages.1.content: Input should be a valid string"),
        fault(404, "No endpoints found that support image input"),
    ],
)
def test_a_model_that_cannot_see_gets_the_text_alone_and_is_never_shown_a_picture_again(refusal: Any):
    with serving(refusal, said(GOOD)) as server:
        model = made(server)
        show(model)
        show(model)
    assert ["parts", "text", "text"] == contents(server)
    assert "the customer's words" == server.asked[1]["messages"][1]["content"]


def test_one_broken_picture_does_not_blind_the_next_question():
    refusal = fault(400, "You uploaded an unsupported image. Please make sure your image is valid.")
    with serving(refusal, said(GOOD)) as server:
        model = made(server)
        show(model)
        show(model)
    assert ["parts", "text", "parts"] == contents(server)


def test_a_server_that_knows_neither_pictures_nor_schemas_gets_there_in_two_steps():
    with serving(fault(400, "image input is not supported"), NO_FORM, said(GOOD)) as server:
        show(made(server))
    assert ["parts", "text", "text"] == contents(server)
    assert [asked["response_format"]["type"] for asked in server.asked][-1] == "json_object"


def test_the_form_to_start_at_can_be_given():
    with serving(said(GOOD)) as server:
        ask(OpenAIModel(api_key=KEY, model="m", base_url=server.url, form="text"))
    assert "response_format" not in server.asked[0]


def test_a_broken_answer_is_sent_back_once_and_both_are_paid_for():
    with serving(said("Sure! Here it is"), said(GOOD)) as server:
        answer = ask(made(server))
    assert (answer.text, answer.tokens_in, answer.tokens_out) == (GOOD, 200, 20)
    assert "that is no JSON" in server.asked[1]["messages"][-1]["content"]


def test_it_is_never_sent_back_twice():
    with serving(said("broken")) as server, pytest.raises(ModelUnavailable, match="not even after one repair"):
        ask(made(server))
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (said(None, refusal="I cannot"), "The model refused to answer."),
        (said("", finish="content_filter"), "The model refused to answer."),
        (said('{"a": ', finish="length"), "The model's answer was cut off because it grew too long."),
        (said(""), "The model gave an empty answer."),
        (said(None), "The model gave an empty answer."),
        (said(GOOD, choices=[]), "What answered at the model's address does not speak chat completions"),
        (fault(401, f"Incorrect API key provided: {KEY}"), "The model does not accept our key"),
        (fault(403), "Our key may not use this model"),
        (fault(404), "There is no such model"),
        (fault(429, "slow down", retry_after="30"), "The model is answering too many questions just now."),
        (fault(429, "You exceeded your current quota", "insufficient_quota"), "The model is out of quota."),
        (fault(503), "The model's server had a fault of its own."),
        (fault(400, "too long", "context_length_exceeded"), "The question is too long for the model."),
        ((502, {}, b"<html>Bad gateway</html>"), "The model's server had a fault of its own."),
        ((200, {}, b"<html>Welcome</html>"), "What answered at the model's address does not speak chat completions"),
        ((200, {}, b"[1]"), "What answered at the model's address does not speak chat completions"),
        ((200, {}, b"{"), "What answered at the model's address does not speak chat completions"),
        ((200, {}, b'{"a":' * 100_000), "What answered at the model's address does not speak chat completions"),
        ((200, {}, "endless"), "The model's answer did not end."),
    ],
)
def test_why_there_is_no_answer_is_said_in_one_sentence(answer: Any, sentence: str):
    error = why(answer)
    assert str(error).startswith(sentence)
    assert KEY not in str(error)
    assert error.__cause__ is None


def test_a_rate_limit_says_when_to_come_back():
    assert why(fault(429, "slow down", retry_after="30")).retry_after == 30.0


@pytest.mark.parametrize("answer", [20.0, (200, {}, "drip")], ids=["silence", "drip"])
def test_an_answer_that_takes_too_long_is_given_up_on_time(answer: Any):
    began = time.monotonic()
    assert str(why(answer, timeout=0.6)) == "The model did not answer in time."
    assert time.monotonic() - began < 2.0


def test_nobody_at_the_address_is_said_too():
    model = OpenAIModel(api_key=KEY, model="m", base_url="http://127.0.0.1:9/v1", timeout=3.0)
    with pytest.raises(ModelUnavailable, match="could not be reached"):
        ask(model)


def test_a_fault_that_passes_is_tried_once_more():
    with serving(fault(503), said(GOOD)) as server:
        assert ask(made(server)).text == GOOD


def test_a_server_that_names_no_usage_is_no_fault():
    with serving(said(GOOD, usage=None)) as server:
        assert (ask(made(server)).tokens_in, ask(made(server)).tokens_out) == (0, 0)


def test_many_threads_share_one_client():
    with serving(said(GOOD)) as server:
        model = made(server)
        with ThreadPoolExecutor(8) as pool:
            assert {GOOD} == {answer.text for answer in pool.map(lambda _: ask(model), range(16))}
