"""Which articles tell one story, and which statements of it could be about one fact."""
