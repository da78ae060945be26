"""One file and one .tcss a screen: what is shown and what a key does."""
