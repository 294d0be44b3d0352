"""The health of gradients: how large they are, what steps they make, and where they can't get through."""
