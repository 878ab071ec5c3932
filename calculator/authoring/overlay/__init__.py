"""An overlay: what an organisation changes in a rule file that somebody else keeps, laid over it before it is read."""
