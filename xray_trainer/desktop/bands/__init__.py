"""The bands of the inspection screen: status line, dock, deck, verdict bar; and what feedback puts in their place."""
