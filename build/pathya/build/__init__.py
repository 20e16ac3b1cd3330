"""The project on disk, the build, and the command line: all that touches the world outside."""
