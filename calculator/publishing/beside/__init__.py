"""What stands beside the pages: previews, typefaces, Markdown twins, entries of the search."""
