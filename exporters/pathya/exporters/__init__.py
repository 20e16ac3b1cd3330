"""Packages for learning platforms and the web, and what they are made of."""
