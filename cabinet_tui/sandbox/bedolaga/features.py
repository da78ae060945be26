"""The features of this dialect.

A module of routes has a `router` mounted below /cabinet. It may have a `control` router, mounted
below /sandbox, and `seed(box, account)`, called for every account a scenario begins with.
"""

from cabinet_tui.sandbox.bedolaga.routes import access, auth, deeplink, devices, switches, traffic

FEATURES = (auth, deeplink, switches, devices, traffic, access)
