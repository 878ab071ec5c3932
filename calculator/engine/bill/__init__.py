"""The bill: prices times what an outcome uses of them, counted exactly as straight lines over one volume."""
