"""The checks of a rule file, one to a file; each says in its first words when it has something to find."""
