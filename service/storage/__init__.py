"""Where things are stored: source documents and what the service writes, backups of that, and the embedded server."""
