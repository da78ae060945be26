"""The routes of this dialect, one file a feature; `features.FEATURES` lists them."""
