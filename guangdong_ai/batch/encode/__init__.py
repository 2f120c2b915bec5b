"""Facts as columns of simple types, which compiled rules read: from what a file has to what an engine compares."""
