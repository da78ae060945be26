"""Request and response bodies of the documented API, one file a feature."""
