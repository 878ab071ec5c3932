"""A decision guide whose one rule file is proved, drawn, printed and answered by the same code."""
