"""Tests of the Python API, through what `guangdong_ai` exports."""
