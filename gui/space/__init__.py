"""Pictures with three axes: a camera that is turned by hand, and what is drawn around them."""
