"""`python -m revalo`."""

from revalo.cli.main import main

main()
