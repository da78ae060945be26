"""The bodies of this dialect, one file a feature."""
