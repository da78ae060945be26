"""The routes of the sandbox, one file a feature."""
