"""Language checks: what a careful reader sees without knowing the language."""
