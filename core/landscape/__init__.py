"""The cost as a landscape: C_train over a plane of parameters, and the way that training took in it."""
