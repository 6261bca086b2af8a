"""The questions of `revalo ask` and of the simulator, the answers that fit, and the command line they come to.

May import analysis and what stands below. Tests: `tests/cli`.
"""
