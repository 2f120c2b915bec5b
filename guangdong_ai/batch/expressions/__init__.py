"""The rules as expressions: the catalogue on one day, compiled once, for every engine that ibis speaks to."""
