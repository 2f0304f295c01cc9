"""The web on a fake store and queue, and on a real server."""
