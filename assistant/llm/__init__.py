"""The language model, through the openai client's chat completions: OpenAI's own, or any server that speaks them."""

from assistant.llm.client import OpenAIModel

__all__ = ["OpenAIModel"]
