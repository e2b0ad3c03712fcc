"""The pages of positions, of departments, and of nominations and the acts on them."""
