"""The course model, the reader of course sources, and what both have to say about them."""
