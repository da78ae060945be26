"""Use cases, one file a feature: they call gateways and put what comes into the store."""
