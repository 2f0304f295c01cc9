"""Faults on real processes: what is killed, cut off or refused while tickets are looked at."""
