"""Claims of the project's own over documents of its own, by which it is compared with others."""
