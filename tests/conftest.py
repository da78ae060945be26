"""What holds for all tests."""

import gc

# An app that ends leaves many objects behind: collecting them at every few hundred new ones takes a
# third of a test's time. They are still collected, so what was left open is still told.
gc.set_threshold(50_000, 50, 50)
