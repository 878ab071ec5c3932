"""Figures about a whole table: shares, influence, agreement with the work that outcomes ask for."""
