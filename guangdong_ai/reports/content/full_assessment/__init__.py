"""An assessment in full, to hand on: what matters first, then everything about each measure."""
