"""The questions of `revalo ask`, the answers that fit, and the command line they come to."""
