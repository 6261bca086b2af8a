"""Activity files: the hours of each service."""

from harness import fuzz

from revalo.funding.activity import read_activity

fuzz("activity", lambda path: read_activity(str(path)))
