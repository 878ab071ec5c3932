"""The pages: what each is told, its addresses and its templates."""
