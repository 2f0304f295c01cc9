"""What we measure, and against what. Results are written by the run."""
