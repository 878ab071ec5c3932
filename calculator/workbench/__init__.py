"""The workbench: what is asked of a reader's own files, teams and drafts; on the command line and in the browser."""
