"""What the chain-rule panel is made of."""
