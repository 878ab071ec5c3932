"""Two editions of a table compared by what they answer, and records checked against the newer one."""
