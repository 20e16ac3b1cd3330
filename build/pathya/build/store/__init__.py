"""What builds remember: results by what they were made from, and files by their stats."""
