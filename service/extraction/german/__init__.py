"""German: verbs of speech, who speaks next to them, and nothing that German rules are not sure of."""
