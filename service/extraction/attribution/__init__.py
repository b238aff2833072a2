"""Attribution: who said a quotation, when, where and to which outlet, in whatever language a grammar reads.

In the order in which an article is read:

- `labels`, `turns`: transcripts, printed in an article or whole, and texts that are one speaker's.
- `article`: what is known of one article while it is read.
- `quotations`: a quotation in the making, and when two of them are one.
- `antecedents`, `speakers`: whom does a name, pronoun or description mean?
- `interviews`: which paragraphs answer questions?
- `carrying`: what do the words around say of the occasion? ("in the same interview")
- `attributing`: all fields of a quotation, from its clause, else from where it stands.
- `block_quotes`: words set apart without marks.
- `choosing`: which of several proposals becomes the answer.

Nothing here imports a language.
"""
