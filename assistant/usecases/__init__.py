"""One verb per module, one public function each; the outside world is handed in as keyword arguments."""
