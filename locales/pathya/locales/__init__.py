"""Languages, catalogs, and a course put into another language."""
