"""Conversations by mail."""
