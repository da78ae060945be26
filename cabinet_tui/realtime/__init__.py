"""The realtime link to the server. The only place that knows websockets."""
