"""The catalogue: policy documents, facts and measures as data. Loading, checking, lint."""
