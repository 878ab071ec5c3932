"""The table for other engines, and the cases that are generated from it."""
