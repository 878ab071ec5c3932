"""The Python that the browser gets: packages, archives and the folder that holds them."""
