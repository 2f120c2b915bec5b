"""What TAB offers in bash, zsh and fish: the line it stands in, the values that fit there, and how each shell wants to be told."""
