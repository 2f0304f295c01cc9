"""The processes that do the work: RQ workers and the clock."""
