"""Long work: asked for once, taken by one worker, its progress seen by whoever waits."""
