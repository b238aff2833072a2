"""Writing the index: generations, documents, versions, counts, and the audit that compares all of it."""
