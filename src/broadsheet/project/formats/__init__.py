"""How dates are printed, where Django's own habit is not a newspaper's."""
