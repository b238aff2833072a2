"""Redis itself: connections, round trips, scripts, key names, and what the servers report about themselves."""
