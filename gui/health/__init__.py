"""The health of gradients, drawn: histograms over the steps, figures, remarks, and a badge."""
