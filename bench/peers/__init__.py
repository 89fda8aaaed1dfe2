"""The ten comparisons of `check_peers.py` in each engine that is measured."""
