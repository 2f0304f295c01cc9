"""One module per resource. Each method is one call, or the walk over one list."""
