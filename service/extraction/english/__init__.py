"""English: fills `Grammar`. Which module answers which question, from the ground up:

- `lexicon`: the word lists of `data/`, under the names by which rules read them.
- `scanning`: questions about single words that several rules ask.
- `names`: is it a given name, a title, an organization?
- `verbs`: is it a verb of speech? ("said", but not "the charges")
- `steps`, `phrases`: where does a noun phrase end, and is it a name, a pronoun, a description or an organization?
- `openings`: what stands before the subject? ("In an interview on Sunday, …")
- `gaps`: what may stand between a subject and its verb? ("Stone, the mayor, said")
- `clauses`: who is the subject of a verb? `joining`: who speaks together with that one? `starting`: where may its clause start?
- `clues`: which clause attributes a quotation? ("“…,” Stone said")
- `people`: who is named in the document, with which roles and of which gender?
- `utterances`: are words in marks speech, or a title, a term, a sign?
- `adjuncts`: which words belong to a verb, and which to what was said?
- `dates`, `venues`, `carriers`: which date, place or outlet do those words name?
- `circumstances`: when, where and to whom does a sentence say that words were spoken?
- `grammar`: all of these as one object.

Nothing here imports `attribution`.
"""
