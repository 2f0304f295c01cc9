"""`prompts ...`: what the model is told. A module for the files, one for their tests."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.cli import LazyGroup

COMMANDS: Mapping[str, tuple[str, str]] = {
    "check": ("assistant.cli.prompts.files:check", "Check every file, or these; exit 1 if one cannot be used."),
    "list": ("assistant.cli.prompts.files:list_", "Every file with its version and hash."),
    "show": ("assistant.cli.prompts.files:show", "A file, as it is."),
    "test": ("assistant.cli.prompts.testing:test_command", "Run the tests of prompts/tests on a prompt."),
}
"""Name -> where it is, and its line in the help."""

prompts = LazyGroup(name="prompts", lazy=COMMANDS, help="What the model is told.")
