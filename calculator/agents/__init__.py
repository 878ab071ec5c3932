"""For coding agents that are asked this question: what they may ask, over the Model Context Protocol."""
