"""Pieces of screens, drawn from domain values; they know no service and no store."""
