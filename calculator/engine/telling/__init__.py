"""A Decision in words: for the page, the command line, the record, the card."""
