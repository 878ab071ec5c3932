"""The answer space: its size, its boxes, what two choices or two rules have apart, and examples out of it."""
