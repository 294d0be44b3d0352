"""Pictures of what a network does, worked out beside training, each at its own pace."""
