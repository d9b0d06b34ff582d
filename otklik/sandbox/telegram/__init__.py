"""Telegram: its Bot API 10.1, webhooks with a secret header, and updates on request."""
