"""Webhooks: tells the operator's own addresses what has happened, signed, from the queue."""
