"""Questions in the formats of others: out of a course, and into the text of an assessment.md."""
