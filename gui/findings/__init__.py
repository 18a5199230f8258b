"""What the rules say: the list, the sum written out, the decision."""
