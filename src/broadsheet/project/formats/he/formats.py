"""Hebrew: 8 באוקטובר 2026."""

DATE_FORMAT = "j בF Y"
MONTH_DAY_FORMAT = "j בF"
SHORT_DAY_FORMAT = "j בF"  # the abbreviations of months are no words: 8 ביונ
LONG_DAY_FORMAT = "יום l, j בF Y"
