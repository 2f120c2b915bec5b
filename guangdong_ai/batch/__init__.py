"""Many profiles at once: tables in, tables out; and the rules as expressions of the engines that run them over millions of rows."""
