"""Rank who may have said a quotation: cast (who is there), facts (numbers), trees (weights), deciding (who, how sure)."""
