"""Small figures as silhouettes, built on a skeleton whose unit is the figure's height."""

POSES = {
    # joint: (x, y) with the feet at 0 and y up; x to the figure's front
    "stand": {
        "head": (0.012, 0.925),
        "neck": (0, 0.835),
        "sl": (-0.1, 0.8),
        "sr": (0.1, 0.8),
        "el": (-0.135, 0.63),
        "hl": (-0.125, 0.475),
        "er": (0.135, 0.63),
        "hr": (0.125, 0.475),
        "pl": (-0.058, 0.5),
        "pr": (0.058, 0.5),
        "kl": (-0.062, 0.27),
        "fl": (-0.066, 0.03),
        "kr": (0.064, 0.27),
        "fr": (0.07, 0.03),
    },
    "side": {
        "head": (0.022, 0.925),
        "neck": (0, 0.835),
        "sl": (-0.035, 0.79),
        "sr": (0.035, 0.79),
        "el": (-0.05, 0.64),
        "hl": (0.0, 0.49),
        "er": (0.0, 0.62),
        "hr": (0.075, 0.5),
        "pl": (-0.03, 0.5),
        "pr": (0.03, 0.5),
        "kl": (-0.03, 0.27),
        "fl": (-0.05, 0.03),
        "kr": (0.035, 0.27),
        "fr": (0.04, 0.03),
    },
    "walk": {
        "head": (0.04, 0.92),
        "neck": (0.012, 0.835),
        "sl": (-0.04, 0.785),
        "sr": (0.05, 0.79),
        "el": (-0.1, 0.645),
        "hl": (-0.11, 0.51),
        "er": (0.1, 0.64),
        "hr": (0.16, 0.52),
        "pl": (-0.03, 0.5),
        "pr": (0.03, 0.5),
        "kl": (-0.05, 0.27),
        "fl": (-0.17, 0.045),
        "kr": (0.09, 0.28),
        "fr": (0.12, 0.03),
    },
    "lean": {
        "head": (0.15, 0.88),
        "neck": (0.09, 0.815),
        "sl": (0.02, 0.77),
        "sr": (0.1, 0.77),
        "el": (0.1, 0.61),
        "hl": (0.2, 0.56),
        "er": (0.15, 0.62),
        "hr": (0.24, 0.6),
        "pl": (-0.05, 0.5),
        "pr": (0.0, 0.5),
        "kl": (-0.03, 0.27),
        "fl": (-0.06, 0.03),
        "kr": (0.03, 0.27),
        "fr": (0.04, 0.03),
    },
    "bend": {
        "head": (0.34, 0.6),
        "neck": (0.27, 0.64),
        "sl": (0.2, 0.63),
        "sr": (0.25, 0.6),
        "el": (0.24, 0.44),
        "hl": (0.27, 0.29),
        "er": (0.3, 0.42),
        "hr": (0.34, 0.28),
        "pl": (-0.08, 0.52),
        "pr": (-0.04, 0.5),
        "kl": (-0.05, 0.27),
        "fl": (-0.08, 0.03),
        "kr": (0.03, 0.27),
        "fr": (0.02, 0.03),
    },
    "sit": {
        "head": (0.012, 0.67),
        "neck": (0, 0.585),
        "sl": (-0.1, 0.54),
        "sr": (0.1, 0.54),
        "el": (-0.135, 0.38),
        "hl": (-0.06, 0.28),
        "er": (0.135, 0.38),
        "hr": (0.06, 0.28),
        "pl": (-0.058, 0.24),
        "pr": (0.058, 0.24),
        "kl": (-0.075, 0.2),
        "fl": (-0.08, 0.03),
        "kr": (0.075, 0.2),
        "fr": (0.08, 0.03),
    },
}


def person(
    m,
    x,
    y,
    h,
    pose="stand",
    face=1,
    coat=0.0,
    hat=None,
    hair=None,
    build=1.0,
    bag=False,
    feet=True,
    **move,
):
    """Add a figure to a mask. face -1 looks left; coat: how far down it hangs (0..1)."""
    j = dict(POSES[pose] if isinstance(pose, str) else pose)
    j.update(move)
    p = {k: (x + face * v[0] * h, y - v[1] * h) for k, v in j.items()}
    b = build * h

    def limb(*names_r):
        m.limb([(*p[n], r * b) for n, r in names_r], bend=False)

    limb(("sl", 0.04), ("el", 0.034), ("hl", 0.024))
    limb(("sr", 0.04), ("er", 0.034), ("hr", 0.024))
    limb(("pl", 0.062), ("kl", 0.046), ("fl", 0.03))
    limb(("pr", 0.062), ("kr", 0.046), ("fr", 0.03))
    for name in ("sl", "sr"):
        m.limb([(*p["neck"], 0.034 * b), (*p[name], 0.04 * b)])
    mid = [
        ((p["sl"][0] + p["sr"][0]) / 2, (p["sl"][1] + p["sr"][1]) / 2),
        ((p["pl"][0] + p["pr"][0]) / 2, (p["pl"][1] + p["pr"][1]) / 2),
    ]
    wide = max(abs(p["sr"][0] - p["sl"][0]) / 2, 0.045 * h)
    m.limb([(*mid[0], 0.075 * b), (*mid[1], 0.075 * b)])
    m.poly(
        [
            p["sl"],
            p["sr"],
            (mid[1][0] + wide * 0.85, mid[1][1]),
            (mid[1][0] - wide * 0.85, mid[1][1]),
        ]
    )
    if coat:
        hem = mid[1][1] + coat * 0.36 * h
        lo, w0, w1 = mid[1][1] - 0.1 * h, wide * 0.92, wide + (0.008 + 0.035 * coat) * b
        m.poly(
            [
                (mid[0][0] - w0, mid[0][1]),
                (mid[0][0] + w0, mid[0][1]),
                (mid[1][0] + w0 * 0.95, lo),
                (mid[1][0] + w1, hem),
                (mid[1][0] - w1, hem),
                (mid[1][0] - w0 * 0.95, lo),
            ]
        )
    if feet:
        for name in ("fl", "fr"):
            fx, fy = p[name]
            m.limb(
                [
                    (fx - 0.005 * face * h, fy, 0.026 * b),
                    (fx + 0.05 * face * h, fy + 0.01 * h, 0.017 * b),
                ]
            )
    hx, hy = p["head"]
    m.limb([(*p["neck"], 0.032 * b), (hx - 0.008 * face * h, hy + 0.02 * h, 0.034 * b)])
    m.ellipse(hx, hy, 0.05 * h, 0.064 * h)
    if hair == "bun":
        m.ellipse(hx - face * 0.055 * h, hy - 0.035 * h, 0.028 * h)
    elif hair == "long":
        m.curve(
            [
                (hx - 0.058 * h, hy - 0.03 * h),
                (hx, hy - 0.072 * h),
                (hx + 0.054 * h, hy - 0.03 * h),
                (hx + 0.05 * h, hy + 0.09 * h),
                (hx - 0.064 * h, hy + 0.1 * h),
            ]
        )
    elif hair == "tail":
        m.limb(
            [
                (hx - face * 0.04 * h, hy - 0.03 * h, 0.02 * h),
                (hx - face * 0.085 * h, hy + 0.02 * h, 0.018 * h),
                (hx - face * 0.08 * h, hy + 0.09 * h, 0.006 * h),
            ]
        )
    if hat == "cap":
        m.limb(
            [
                (hx - 0.035 * h, hy - 0.045 * h, 0.026 * h),
                (hx + 0.035 * h, hy - 0.045 * h, 0.026 * h),
            ]
        )
        m.limb(
            [(hx, hy - 0.035 * h, 0.012 * h), (hx + face * 0.085 * h, hy - 0.028 * h, 0.009 * h)]
        )
    elif hat == "brim":
        m.limb([(hx - 0.09 * h, hy - 0.03 * h, 0.01 * h), (hx + 0.09 * h, hy - 0.03 * h, 0.01 * h)])
        m.limb(
            [(hx - 0.025 * h, hy - 0.06 * h, 0.03 * h), (hx + 0.025 * h, hy - 0.06 * h, 0.03 * h)]
        )
    elif hat == "wool":
        m.ellipse(hx, hy - 0.03 * h, 0.054 * h, 0.052 * h)
        m.ellipse(hx, hy - 0.088 * h, 0.016 * h)
    elif hat == "hood":
        m.curve(
            [
                (hx - 0.066 * h, hy),
                (hx - 0.03 * h, hy - 0.078 * h),
                (hx + 0.05 * h, hy - 0.05 * h),
                (hx + 0.052 * h, hy + 0.05 * h),
                (hx + 0.02 * h, hy + 0.11 * h),
                (hx - 0.07 * h, hy + 0.1 * h),
            ]
        )
    if bag:
        bx, by = p["hl"]
        m.rect(bx - 0.05 * h, by + 0.02 * h, bx + 0.05 * h, by + 0.16 * h, r=0.012 * h)
        m.line(
            [(bx - 0.03 * h, by + 0.03 * h), (bx, by - 0.01 * h), (bx + 0.03 * h, by + 0.03 * h)],
            0.012 * h,
        )
    return p


def umbrella(m, x, y, r, tilt=0.0, handle=1.15):
    """A canopy over (x, y), its middle at the top."""
    top = [(x + tilt * r * 0.3, y)]
    pts = []
    for i in range(17):
        t = -1 + i / 8
        pts.append(
            (
                x + t * r + tilt * r * 0.3 * (1 - t * t),
                y + r * 0.5 - r * 0.5 * (1 - t * t) ** 0.6 + t * tilt * r * 0.3,
            )
        )
    low = []
    for i in range(4):
        a, b = 1 - i * 0.5, 1 - (i + 1) * 0.5
        for k in range(5):
            t = a + (b - a) * k / 4
            s = (k / 4) * (1 - k / 4) * 4
            low.append((x + t * r, y + r * 0.5 - s * r * 0.09 + t * tilt * r * 0.3))
    m.poly(pts + low)
    m.line([(top[0][0], y - r * 0.12), (x - tilt * r * 0.15, y + r * handle)], max(1.0, r * 0.035))


def crowd(c, spots, tone, edge=None, **k):
    """Several figures in one tone; spots are dicts for person()."""
    m = c.mask()
    for s in spots:
        person(m, **s)
    c.paint(m, tone, tex=0.008, **k)
    if edge:
        dx, dy, light, alpha = edge
        c.paint(m.edge(dx, dy), light, alpha=alpha, tex=0)
    return m
