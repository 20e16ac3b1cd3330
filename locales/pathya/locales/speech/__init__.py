"""What is said of a lesson: sentence by sentence, in words that a voice can read."""
