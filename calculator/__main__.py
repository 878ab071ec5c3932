"""``python -m calculator`` is the command line."""

from .cli import main

main()
