"""The one door to lxml: reading XML that nobody vouches for, schemas, and writing XML as text."""
