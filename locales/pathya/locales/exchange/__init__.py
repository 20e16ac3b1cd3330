"""Send texts out for translation, and take back what people and their tools return."""
