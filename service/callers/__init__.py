"""Callers: their API keys, and how often they call."""
