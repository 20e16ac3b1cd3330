"""Lessons read aloud: voices, how their sentences become one sound, and where it lies."""
