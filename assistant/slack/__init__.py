"""Slack and chats that speak its slash commands, such as Mattermost."""
