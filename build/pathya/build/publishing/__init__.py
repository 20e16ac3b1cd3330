"""Publishing: packages and question sets become courses on the platform, once."""
