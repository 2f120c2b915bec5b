"""What is finished of a run that is not: checkpoints, the hidden folder that keeps them, and whose the result is meanwhile."""
