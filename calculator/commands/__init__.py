"""The commands: each module parses the arguments of one group of commands, calls, prints and sets the exit code."""
