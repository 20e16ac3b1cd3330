"""The command line. Its modules import what they run only when they run it."""
