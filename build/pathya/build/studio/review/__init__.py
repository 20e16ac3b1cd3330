"""Translations, text by text: read, changed, checked and signed off."""
