"""Which files of a course may stand where, by the endings of their names."""

from __future__ import annotations

IMAGES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"))
VIDEOS = frozenset((".mp4", ".webm"))
SOUNDS = frozenset((".mp3", ".m4a", ".ogg", ".opus", ".wav"))
CAPTIONS = frozenset((".vtt",))
DOCUMENTS = frozenset((".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".csv", ".txt"))
