"""Self-assessment against the support measures for AI and robotics in Guangdong."""

__version__ = "0.1.0"
