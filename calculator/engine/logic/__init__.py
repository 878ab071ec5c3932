"""The algorithm: what is possible, decided and why, as values; it words nothing."""
