"""Tables and lines on the terminal."""
