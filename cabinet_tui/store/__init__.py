"""The one state that all screens show, and the place that changes it."""
