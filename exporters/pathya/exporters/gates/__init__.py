"""Gates: what a target asks of a course before it is published there."""
