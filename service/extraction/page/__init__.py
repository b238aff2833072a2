"""The page: what can be read off a text in any language.

In the order in which a document goes through them:

- `layout`: where paragraphs end, and which are block quotes.
- `marks`: what stands between quotation marks, whatever their kind, and over several paragraphs.
- `headings`: which marks are a headline's or a pull quote's.
- `frames`: a paragraph with its quotations folded, cut into sentences and words.
- `clause`: what a grammar finds in a frame (phrases, clauses that attribute, sentences in context).
- `proposals`: what a named rule says of a field, and how rules are asked.
- `grammar`: `Grammar`, what a language provides, and `NoGrammar` for one that nobody has provided.

Nothing here imports a language.
"""
