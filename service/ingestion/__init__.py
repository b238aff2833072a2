"""Documents into the corpus and the index: gathered, read in chunks, encoded, written in batches, by one process or many workers.

A second reader, where a newsroom has one, is asked here and nowhere else: `consulting` shows its answers in the index, `second_reader`
is what the rest of the room knows of it, `reader_asking` makes the questions, `reader_endpoint` sends them, `reader_answering` reads what
came back, `reader_accepting` checks it against the document, `reader_applying` puts it beside what the rules found, and `reader_notes`
remembers. docs/second-reader.md says what is sent to whom.
"""
