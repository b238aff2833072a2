"""How the index is laid out: what each key holds, and how documents and quotations are encoded as bytes and back."""
