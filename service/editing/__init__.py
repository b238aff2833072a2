"""The door for prose editors: a language server that checks drafts while they are written."""
