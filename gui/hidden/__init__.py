"""The picture of a hidden layer's space: where the network takes its inputs, and where it decides there."""
