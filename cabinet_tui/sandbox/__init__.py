"""The documented cabinet API as a real HTTP and WebSocket server on the loopback interface."""
