"""The studio: home, preview, review and board, served to a browser on this machine."""
