"""Documents into the corpus and the index: gathered, read in chunks, encoded, written in batches, by one process or many workers."""
