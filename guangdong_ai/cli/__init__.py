"""The command line: the only place that touches the terminal, the clock and the environment."""
