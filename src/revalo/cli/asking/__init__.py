"""The questions of `revalo ask`, the answers that fit, and the command line they come to.

May import what cli may. Tests: `tests/cli`.
"""
