"""The night screen: one press, black and red, nothing that cannot wait until morning."""
