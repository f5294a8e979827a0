"""English: 8 October 2026."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DAY_FORMAT = "j M"
LONG_DAY_FORMAT = "l j F Y"
