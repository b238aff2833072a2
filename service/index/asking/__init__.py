"""Asks the index: for the candidates of a claim, for documents and quotations, for cached answers, and for what it holds."""
