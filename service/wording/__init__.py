"""Two texts → how they differ: tokens that fold house style, a word alignment, and the changes it shows."""
