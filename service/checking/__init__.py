"""The check of drafted articles on a command line and in CI: files → findings → a report."""
