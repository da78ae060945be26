"""Screens that stand before others and give back a result."""
