"""The same sandbox speaking as Bedolaga 4.x does: the same world, other routes and bodies."""
