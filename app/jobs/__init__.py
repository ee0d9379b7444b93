"""The edge that RQ workers run: an id in, one service call."""
