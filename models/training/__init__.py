"""Training and evaluation of the models; nothing at run time imports it."""
