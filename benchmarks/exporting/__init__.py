"""The clients that `benchmarks.export` compares, each a process of its own that prints what it used as JSON."""
