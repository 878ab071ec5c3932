"""One module for each kind of picture: from the Guide to a Picture."""
