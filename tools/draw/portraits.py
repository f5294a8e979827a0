"""Ten head-and-shoulder portraits; hair, collar, glasses and hat differ."""

import numpy as np
from kit import smooth, spline
from PIL import ImageChops
from sitter import Sitter


def maren():
    f = Sitter(911, skin=0.42, turn=0.1, wide=0.98, jaw=0.94, hair=0.1, back=0.5).backdrop(
        "harbour"
    )
    halo = f.c.mask()
    rng = np.random.default_rng(2)
    for _ in range(130):  # a rounded natural crop
        a = rng.uniform(-np.pi * 1.08, 0.08 * np.pi)
        r = rng.uniform(0.5, 1.0)
        x, y = f.p(0.8 * r * np.cos(a), -0.42 + 0.82 * r * np.sin(a))
        halo.ellipse(x, y, rng.uniform(20, 34))
    f.c.paint(halo, 0.1, tex=0.02)
    f.c.paint(halo.edge(-4, -4), 0.4, alpha=0.7, tex=0)
    f.bust(0.24).neck(0.38).roll(0.7)
    f.head(lips=0.02)
    top = f.c.mask()
    for rise in (0.16, 0.3, 0.44):
        for t in np.linspace(-0.62, 0.62, 20):
            x, y = f.p(t * (1.1 - rise * 0.2), -0.54 - (0.22 + rise) * (1 - (t / 0.8) ** 2))
            top.ellipse(x, y, rng.uniform(22, 29))
    for s in (-1, 1):
        for y in np.linspace(-0.62, -0.2, 7):
            top.ellipse(*f.p(s * (0.74 - 0.02 * y), y), 17 - 6 * (y + 0.6))
    f.c.paint(top, 0.1, tex=0.02)
    curls = f.c.mask()
    for _ in range(90):
        a, r = rng.uniform(-np.pi, 0), rng.uniform(0.45, 0.95)
        x, y = f.p(0.82 * r * np.cos(a), -0.42 + 0.84 * r * np.sin(a))
        curls.line(spline([(x - 7, y + 3), (x, y - 5), (x + 7, y + 2)], False), 1.8)
    f.c.paint(curls.within(halo), 0.3, alpha=0.45, tex=0)
    for s in (-1, 1):
        x, y = f.p(s * 0.77, 0.36)
        f.c.ellipse(x, y, 6, 8, 0.86)
    return f.done()


def tobias():
    f = Sitter(
        922, skin=0.7, turn=-0.08, jaw=1.06, wide=1.0, hair=0.34, back=0.36, flip=True
    ).backdrop("shelves")
    f.bust(0.2).neck(0.42).shirt(0.82, 0.05).lapels(0.22)
    tie = f.bs(
        (-0.09, 1.5), (0.09, 1.5), (0.07, 1.62), (0.17, 2.6), (0, 2.9), (-0.17, 2.6), (-0.07, 1.62)
    )
    f.c.poly(tie, 0.14)
    f.head(age=1, brow=0.3)
    m = f.lock(
        (-0.76, -0.1),
        (-0.8, -0.5),
        (-0.7, -0.9),
        (-0.34, -1.14),
        (0.12, -1.2),
        (0.56, -1.06),
        (0.78, -0.7),
        (0.8, -0.3),
        (0.75, -0.06),
        (0.69, -0.34),
        (0.6, -0.62),
        (0.3, -0.74),
        (-0.1, -0.7),
        (-0.42, -0.82),
        (-0.6, -0.6),
        (-0.68, -0.34),
        tone=0.36,
    )
    f.strands(
        m,
        [
            (
                (-0.4, -0.84),
                (-0.1, -1.0 + k * 0.06),
                (0.3, -1.0 + k * 0.07),
                (0.62, -0.76 + k * 0.08),
            )
            for k in range(5)
        ]
        + [((-0.72, -0.2 - k * 0.1), (-0.7, -0.5 - k * 0.06), (-0.5, -0.9)) for k in range(3)],
        0.58,
    )
    f.glasses(round_=False, tone=0.1)
    return f.done()


def josune():
    f = Sitter(933, skin=0.66, turn=0.14, jaw=0.92, wide=0.95, hair=0.11, back=0.54).backdrop(
        "street"
    )
    f.lock(
        (-0.7, -0.6),
        (-0.86, 0.0),
        (-0.84, 0.5),
        (-0.74, 0.86),
        (-0.4, 0.94),
        (0.4, 0.94),
        (0.76, 0.86),
        (0.86, 0.4),
        (0.86, -0.2),
        (0.7, -0.8),
        (0.2, -1.16),
        (-0.4, -1.1),
    )
    f.bust(0.3).neck(0.36)
    f.skin_v(0.1)
    f.lapels(0.2, 2.1)
    f.c.poly(
        f.bs(
            (-0.46, 1.3),
            (0.0, 1.95),
            (0.46, 1.3),
            (0.62, 1.5),
            (0.1, 2.6),
            (-0.1, 2.6),
            (-0.62, 1.5),
        ),
        0.62,
    )
    f.skin_v(-0.02)
    f.lapels(0.2, 2.2)
    f.head(ears=False, lips=0.07)
    m = f.lock(
        (-0.12, -0.98),
        (-0.4, -0.74),
        (-0.6, -0.42),
        (-0.66, 0.0),
        (-0.68, 0.44),
        (-0.64, 0.84),
        (-0.86, 0.8),
        (-0.93, 0.3),
        (-0.9, -0.4),
        (-0.72, -0.94),
        (-0.3, -1.2),
        (0.2, -1.2),
    )
    m2 = f.lock(
        (-0.2, -1.18),
        (0.26, -1.2),
        (0.7, -0.94),
        (0.9, -0.4),
        (0.92, 0.3),
        (0.84, 0.8),
        (0.62, 0.82),
        (0.67, 0.3),
        (0.64, -0.2),
        (0.5, -0.56),
        (0.14, -0.82),
        (-0.24, -0.96),
        rim=0.12,
    )
    f.strands(
        m,
        [
            ((-0.16, -1.1), (-0.62, -0.8), (-0.8 + k * 0.05, -0.2), (-0.82 + k * 0.04, 0.7))
            for k in range(4)
        ],
        0.36,
    )
    f.strands(
        m2,
        [
            ((0.0, -1.1 + k * 0.04), (0.5, -0.9), (0.76 - k * 0.03, -0.3), (0.8, 0.6))
            for k in range(3)
        ],
        0.24,
    )
    return f.done()


def sunniva():
    f = Sitter(944, skin=0.78, turn=-0.12, jaw=0.96, wide=0.96, hair=0.62, back=0.4).backdrop(
        "hills"
    )
    f.bust(0.16, slope=1.0, wide=1.04).neck(0.37).roll(0.78)
    for s in (-1, 1):  # open oilskin
        q = f.bs(
            (s * 0.52, 1.2),
            (s * 0.86, 1.36),
            (s * 0.74, 1.9),
            (s * 0.42, 3.0),
            (s * 0.2, 3.0),
            (s * 0.4, 1.8),
        )
        f.c.poly(q, 0.24 if s < 0 else 0.13)
        f.c.line(q[3:], 2, 0.5, alpha=0.5)
    f.head(ears=True, lips=0.03, brow=0.46)
    # wool cap
    hat = f.mask(
        (-0.8, -0.36),
        (-0.84, -0.7),
        (-0.66, -1.12),
        (-0.2, -1.38),
        (0.2, -1.38),
        (0.66, -1.12),
        (0.84, -0.7),
        (0.8, -0.36),
        (0.4, -0.52),
        (0, -0.56),
        (-0.4, -0.52),
    )
    f.c.paint(hat, lambda X, Y: 0.26 - 0.08 * smooth(X, 380, 520), tex=0.03, scale=0.7)
    knit = f.c.mask()
    for t in np.linspace(-0.78, 0.78, 19):
        knit.line(spline(f.pts((t, -0.6), (t * 0.96, -0.9), (t * 0.5, -1.3)), False), 1.6)
    f.c.paint(knit.within(hat), 0.15, alpha=0.7, tex=0)
    band = f.mask(
        (-0.83, -0.38),
        (-0.85, -0.66),
        (-0.4, -0.82),
        (0, -0.86),
        (0.4, -0.82),
        (0.85, -0.66),
        (0.83, -0.38),
        (0.4, -0.52),
        (0, -0.56),
        (-0.4, -0.52),
    )
    f.c.paint(band, lambda X, Y: 0.4 - 0.13 * smooth(X, 380, 520), tex=0.03, scale=0.7)
    rib = f.c.mask()
    for t in np.linspace(-0.84, 0.84, 31):
        rib.line(f.pts((t, -0.84), (t * 0.98, -0.4)), 1.6)
    f.c.paint(rib.within(band), 0.22, alpha=0.6, tex=0)
    f.c.paint(hat.edge(-4, -3), 0.72, alpha=0.7, tex=0)
    for s in (-1, 1):
        m = f.lock(
            (s * 0.66, -0.44),
            (s * 0.8, -0.4),
            (s * 0.86, 0.1),
            (s * 0.84, 0.6),
            (s * 0.94, 1.1),
            (s * 0.86, 1.7),
            (s * 0.68, 1.75),
            (s * 0.66, 1.2),
            (s * 0.7, 0.6),
            (s * 0.72, 0.1),
            tone=0.66 if s < 0 else 0.44,
            rim=0.2,
        )
        f.strands(
            m,
            [
                ((s * 0.7, -0.3), (s * (0.76 + k * 0.03), 0.4), (s * (0.74 + k * 0.05), 1.6))
                for k in range(3)
            ],
            0.42 if s < 0 else 0.28,
        )
    return f.done()


def halina():
    f = Sitter(
        955, skin=0.74, turn=0.1, jaw=1.0, wide=0.98, hair=0.8, back=0.3, flip=True
    ).backdrop("window")
    f.lock(
        (-0.8, -0.4),
        (-0.84, -0.8),
        (-0.5, -1.2),
        (0.1, -1.3),
        (0.6, -1.14),
        (0.86, -0.7),
        (0.84, -0.1),
        (0.7, 0.1),
        (-0.7, 0.1),
        tone=0.66,
        rim=0.2,
    )
    f.bust(0.18).neck(0.38)
    f.skin_v(0.06)
    f.lapels(0.2, 2.2)
    f.c.poly(
        f.bs(
            (-0.52, 1.26),
            (-0.2, 1.7),
            (0, 2.2),
            (0.2, 1.7),
            (0.52, 1.26),
            (0.5, 1.9),
            (0.06, 2.7),
            (-0.06, 2.7),
            (-0.5, 1.9),
        ),
        0.12,
    )
    f.lapels(0.22, 2.4)
    f.head(age=2, lips=0.04, brow=0.5)
    m = f.lock(
        (-0.74, 0.06),
        (-0.83, -0.3),
        (-0.8, -0.76),
        (-0.5, -1.18),
        (0.0, -1.3),
        (0.5, -1.18),
        (0.82, -0.76),
        (0.82, -0.2),
        (0.74, 0.06),
        (0.66, -0.3),
        (0.52, -0.6),
        (0.1, -0.78),
        (-0.26, -0.76),
        (-0.52, -0.56),
        (-0.64, -0.26),
        tone=0.76,
        rim=0.16,
    )
    f.c.paint(
        f.mask((0.3, -1.3), (0.4, -0.9), (0.6, -0.5), (0.7, 0.1), (1, 0.1), (1, -1.2)).within(m),
        0.5,
    )
    f.strands(
        m,
        [
            (
                (-0.34, -0.74),
                (-0.5 - k * 0.05, -0.76 - k * 0.07),
                (-0.68 - k * 0.03, -0.4),
                (-0.7 - k * 0.03, 0.0),
            )
            for k in range(4)
        ]
        + [
            (
                (-0.3, -0.76 - k * 0.1),
                (0.1, -0.92 - k * 0.08),
                (0.5, -0.74 - k * 0.08),
                (0.68 + k * 0.03, -0.2),
            )
            for k in range(4)
        ],
        0.5,
    )
    bead = [f.b(0.47 * np.sin(t), 1.2 + 0.36 * np.cos(t)) for t in np.linspace(-1.35, 1.35, 19)]
    f.c.dots(bead, 7.4, 0.88)
    f.c.dots([(x + 2, y + 2) for x, y in bead], 3.2, 0.5)
    f.glasses(round_=True, tone=0.14, w=0.22, h=0.17)
    return f.done()


def desmond():
    f = Sitter(966, skin=0.66, turn=-0.1, jaw=1.08, wide=1.04, hair=0.7, back=0.46).backdrop(
        "harbour"
    )
    f.bust(0.3, wide=1.06).neck(0.44).shirt(0.5, 0.12, 0.56)
    kn = f.mask(
        (-0.8, 1.34),
        (-0.4, 1.72),
        (0, 2.2),
        (0.4, 1.72),
        (0.8, 1.34),
        (1.2, 1.6),
        (1.1, 3),
        (-1.1, 3),
        (-1.2, 1.6),
        body=True,
    )
    f.c.paint(
        kn.within(f.body), lambda X, Y: 0.22 - 0.06 * smooth(X, 380, 560), tex=0.025, scale=0.7
    )
    f.head(age=2, brow=0.66)
    # beard
    b = f.mask(
        (-0.7, 0.06),
        (-0.66, 0.3),
        (-0.5, 0.42),
        (-0.3, 0.44),
        (-0.18, 0.46),
        (0, 0.47),
        (0.18, 0.46),
        (0.3, 0.44),
        (0.5, 0.42),
        (0.66, 0.3),
        (0.72, 0.06),
        (0.76, 0.5),
        (0.66, 0.9),
        (0.4, 1.18),
        (0, 1.3),
        (-0.4, 1.18),
        (-0.66, 0.9),
        (-0.76, 0.5),
    )
    f.c.paint(b, 0.72, tex=0.03)
    f.c.paint(
        f.mask(
            (0.04, 0.46), (0.2, 0.7), (0.16, 1.0), (0.1, 1.34), (0.9, 1.2), (0.9, 0.1), (0.6, 0.34)
        ).within(b),
        0.46,
        tex=0.03,
    )
    hr = f.c.mask()
    rng = np.random.default_rng(3)
    for _ in range(110):
        x, y = rng.uniform(-0.72, 0.72), rng.uniform(0.4, 1.2)
        hr.line(spline(f.pts((x, y), (x * 1.02, y + 0.06), (x * 0.96, y + 0.14)), False), 1.6)
    f.c.paint(hr.within(b), 0.54, alpha=0.5, tex=0)
    f.c.paint(b.edge(-3, -1), 0.88, alpha=0.5, tex=0)
    mo = f.mask(
        (-0.36, 0.6),
        (-0.2, 0.48),
        (0, 0.47),
        (0.2, 0.48),
        (0.36, 0.6),
        (0.2, 0.6),
        (0, 0.575),
        (-0.2, 0.6),
    )
    f.c.paint(mo, 0.78, tex=0.03)
    f.c.paint(f.mask((-0.2, 0.61), (0, 0.6), (0.2, 0.61), (0.1, 0.68), (-0.1, 0.68)), f.dark - 0.06)
    f.c.line(spline(f.pts((-0.2, 0.61), (0, 0.618), (0.2, 0.61)), False), 3.4, 0.16)
    # flat cap
    cap = f.mask(
        (-0.86, -0.46),
        (-0.98, -0.72),
        (-0.76, -1.08),
        (-0.2, -1.3),
        (0.3, -1.3),
        (0.8, -1.06),
        (0.98, -0.7),
        (0.86, -0.46),
        (0.4, -0.6),
        (-0.4, -0.6),
    )
    for s in (-1, 1):
        f.lock(
            (s * 0.7, -0.5),
            (s * 0.8, -0.46),
            (s * 0.79, -0.1),
            (s * 0.72, 0.1),
            (s * 0.68, -0.1),
            tone=0.7 if s < 0 else 0.5,
            rim=0.1,
        )
    f.c.paint(cap, lambda X, Y: 0.28 - 0.1 * smooth(X, 380, 540), tex=0.035, scale=0.6)
    peak = f.mask(
        (-0.74, -0.5),
        (-0.4, -0.68),
        (0, -0.72),
        (0.4, -0.68),
        (0.74, -0.5),
        (0.5, -0.42),
        (0, -0.38),
        (-0.5, -0.42),
    )
    f.c.paint(
        f.mask(
            (-0.62, -0.44), (0, -0.36), (0.62, -0.44), (0.5, -0.26), (0, -0.24), (-0.5, -0.26)
        ).within(f.face),
        f.deep,
        alpha=0.6,
        blur=4,
        tex=0,
    )
    f.c.paint(peak, 0.15)
    f.c.paint(peak.edge(-2, -3), 0.5, alpha=0.7, tex=0)
    f.c.paint(cap.edge(-4, -4), 0.66, alpha=0.7, tex=0)
    return f.done()


def priya():
    f = Sitter(
        977, skin=0.54, turn=0.12, jaw=0.9, wide=0.95, hair=0.1, back=0.48, flip=True
    ).backdrop("lamp")
    f.lock(
        (-0.74, -0.6),
        (-0.96, 0.1),
        (-1.06, 0.9),
        (-1.16, 1.6),
        (-1.0, 2.1),
        (-0.5, 1.9),
        (0.5, 1.9),
        (1.0, 2.1),
        (1.14, 1.5),
        (1.02, 0.8),
        (0.94, 0.1),
        (0.8, -0.7),
        (0.3, -1.18),
        (-0.3, -1.18),
    )
    f.bust(0.62).neck(0.36)
    f.skin_v(0.2)
    v = f.bs(
        (-0.78, 1.32),
        (-0.56, 1.26),
        (0, 1.86),
        (0.56, 1.26),
        (0.78, 1.32),
        (0.06, 2.16),
        (-0.06, 2.16),
    )
    f.c.poly(v, 0.3)
    f.head(ears=False, lips=0.08)
    m = f.lock(
        (-0.02, -0.98),
        (-0.36, -0.8),
        (-0.6, -0.4),
        (-0.7, 0.1),
        (-0.8, 0.7),
        (-0.8, 1.3),
        (-0.66, 1.8),
        (-0.96, 2.2),
        (-1.22, 1.8),
        (-1.1, 0.9),
        (-0.96, 0.0),
        (-0.86, -0.6),
        (-0.5, -1.1),
        (0, -1.2),
    )
    m2 = f.lock(
        (-0.06, -1.2),
        (0.4, -1.16),
        (0.82, -0.7),
        (0.96, 0.0),
        (1.08, 0.9),
        (1.18, 1.7),
        (0.96, 2.2),
        (0.7, 1.8),
        (0.8, 1.2),
        (0.78, 0.6),
        (0.69, 0.1),
        (0.6, -0.4),
        (0.36, -0.8),
        (0.0, -0.98),
        rim=0.12,
    )
    f.strands(
        m,
        [
            ((-0.06, -1.1), (-0.66, -0.7), (-0.86 + k * 0.05, 0.2), (-1.02 + k * 0.07, 1.7))
            for k in range(5)
        ],
        0.34,
    )
    f.strands(
        m2,
        [
            ((0.06, -1.1), (0.66, -0.7), (0.84 - k * 0.03, 0.2), (1.0 - k * 0.06, 1.7))
            for k in range(4)
        ],
        0.22,
    )
    return f.done()


def callum():
    f = Sitter(988, skin=0.37, turn=-0.1, jaw=1.04, wide=1.0, hair=0.09, back=0.56).backdrop(
        "window"
    )
    f.bust(0.24).neck(0.43)
    f.c.poly(
        f.bs(
            (-0.56, 1.24),
            (-0.3, 1.52),
            (0, 1.62),
            (0.3, 1.52),
            (0.56, 1.24),
            (0.7, 1.4),
            (0.3, 1.78),
            (0, 1.86),
            (-0.3, 1.78),
            (-0.7, 1.4),
        ),
        0.82,
    )
    f.lapels(0.17, 2.7)
    f.c.poly(f.bs((-0.36, 1.7), (0, 1.84), (0.36, 1.7), (0.05, 2.68), (-0.05, 2.68)), 0.74)
    f.head(brow=0.09)
    m = f.lock(
        (-0.72, -0.2),
        (-0.77, -0.6),
        (-0.6, -1.0),
        (-0.2, -1.14),
        (0.2, -1.14),
        (0.6, -1.0),
        (0.77, -0.6),
        (0.72, -0.2),
        (0.66, -0.44),
        (0.56, -0.66),
        (0.2, -0.72),
        (-0.2, -0.72),
        (-0.56, -0.66),
        (-0.66, -0.44),
    )
    rng = np.random.default_rng(4)
    dots = [f.p(rng.uniform(-0.72, 0.4), rng.uniform(-1.1, -0.7)) for _ in range(150)]
    k = f.c.mask()
    for x, y in dots:
        k.ellipse(x, y, 1.5)
    f.c.paint(k.within(m), 0.32, alpha=0.6, tex=0)
    b = f.mask(
        (-0.7, 0.1),
        (-0.68, 0.4),
        (-0.56, 0.6),
        (-0.34, 0.56),
        (-0.26, 0.48),
        (0, 0.49),
        (0.26, 0.48),
        (0.34, 0.56),
        (0.56, 0.6),
        (0.68, 0.4),
        (0.72, 0.1),
        (0.72, 0.5),
        (0.6, 0.82),
        (0.36, 1.0),
        (0, 1.06),
        (-0.36, 1.0),
        (-0.6, 0.82),
        (-0.72, 0.5),
    )
    hole = f.mask((-0.25, 0.585), (0, 0.54), (0.25, 0.585), (0.14, 0.7), (0, 0.73), (-0.14, 0.7))
    f.c.paint(b.cut(hole), 0.12, alpha=0.8, blur=1.6)
    f.glasses(round_=True, tone=0.72, w=0.225, h=0.18)
    return f.done()


def naama():
    f = Sitter(999, skin=0.68, turn=0.1, jaw=0.93, wide=0.96, hair=0.2, back=0.36).backdrop(
        "shelves"
    )
    rng = np.random.default_rng(6)
    cur = f.c.mask()
    for _ in range(150):  # curls to the shoulder
        t = rng.uniform(-1, 1)
        y = rng.uniform(-1.1, 1.15)
        w = 0.66 + 0.46 * smooth(y, -1.1, 0.1) + 0.08 * np.sin(y * 5)
        cur.ellipse(*f.p(w * np.sign(t) * abs(t) ** 0.5, y), rng.uniform(17, 30))
    f.c.paint(cur, 0.17, tex=0.02)
    f.c.paint(cur.edge(-4, -3), 0.48, alpha=0.7, tex=0)
    f.bust(0.46).neck(0.36)
    f.skin_v(0.16)
    f.c.poly(
        f.bs(
            (-0.6, 1.26),
            (-0.44, 1.22),
            (0, 1.72),
            (0.44, 1.22),
            (0.6, 1.26),
            (0.04, 1.94),
            (-0.04, 1.94),
        ),
        0.7,
    )
    f.head(ears=False, lips=0.07, brow=0.15)
    side = f.c.mask()
    for s in (-1, 1):
        for y in np.linspace(-0.7, 1.0, 22):
            q = 0.5 + 0.3 * smooth(y, -0.8, -0.2) + 0.08 * np.sin(y * 9 + s)
            side.ellipse(*f.p(s * (q + 0.1), y), rng.uniform(15, 24))
    for t in np.linspace(-0.62, 0.62, 18):
        side.ellipse(*f.p(t, -0.78 - 0.16 * (1 - (t / 0.62) ** 2)), rng.uniform(18, 27))
    f.c.paint(side, 0.17, tex=0.02)
    st = f.c.mask()
    for _ in range(150):
        t, y = rng.uniform(-1, 1), rng.uniform(-1.15, 1.1)
        w = 0.62 + 0.5 * smooth(y, -1.1, 0.1)
        x0, y0 = f.p(w * np.sign(t) * abs(t) ** 0.4, y)
        r = rng.uniform(6, 11)
        st.line(
            spline(
                [
                    (x0 - r, y0 + r * 0.6),
                    (x0 - r * 0.4, y0 - r * 0.6),
                    (x0 + r * 0.7, y0 - r * 0.4),
                    (x0 + r, y0 + r * 0.7),
                ],
                False,
            ),
            2.2,
        )
    both = f.c.mask()
    both.im = ImageChops.lighter(cur.im, side.im)
    inside = f.face.cut(side)
    f.c.paint(
        st.within(both).cut(inside),
        lambda X, Y: 0.44 - 0.16 * smooth(X, 380, 520),
        alpha=0.7,
        tex=0,
    )
    chain = spline(f.bs((-0.42, 1.28), (-0.2, 1.56), (0, 1.64), (0.2, 1.56), (0.42, 1.28)), False)
    f.c.line(chain, 1.8, 0.9, alpha=0.8)
    f.c.ellipse(*f.b(0, 1.68), 6, 8, 0.92)
    return f.done()


def yoav():
    f = Sitter(
        1010, skin=0.64, turn=0.1, jaw=1.03, wide=1.0, hair=0.12, back=0.5, flip=True
    ).backdrop("street")
    f.bust(0.36).neck(0.42).shirt(0.3, 0.16, 0.34)
    f.head(age=1)
    b = f.mask(
        (-0.71, 0.04),
        (-0.68, 0.36),
        (-0.56, 0.56),
        (-0.36, 0.56),
        (-0.26, 0.47),
        (0, 0.475),
        (0.26, 0.47),
        (0.36, 0.56),
        (0.56, 0.56),
        (0.68, 0.36),
        (0.72, 0.04),
        (0.73, 0.5),
        (0.62, 0.86),
        (0.36, 1.06),
        (0, 1.12),
        (-0.36, 1.06),
        (-0.62, 0.86),
        (-0.73, 0.5),
    )
    hole = f.mask((-0.25, 0.585), (0, 0.54), (0.25, 0.585), (0.14, 0.7), (0, 0.73), (-0.14, 0.7))
    f.c.paint(b.cut(hole), 0.17, alpha=0.88, blur=1.4, tex=0.03)
    hr = f.c.mask()
    rng = np.random.default_rng(5)
    for _ in range(90):
        x, y = rng.uniform(-0.7, 0.3), rng.uniform(0.4, 1.0)
        hr.line(spline(f.pts((x, y), (x * 1.02, y + 0.05), (x * 0.97, y + 0.1)), False), 1.5)
    f.c.paint(hr.within(b), 0.36, alpha=0.5, tex=0)
    m = f.lock(
        (-0.72, -0.06),
        (-0.8, -0.4),
        (-0.78, -0.84),
        (-0.5, -1.2),
        (-0.1, -1.32),
        (0.4, -1.28),
        (0.76, -0.98),
        (0.84, -0.5),
        (0.74, -0.06),
        (0.68, -0.36),
        (0.6, -0.6),
        (0.44, -0.72),
        (0.2, -0.7),
        (-0.06, -0.62),
        (-0.3, -0.66),
        (-0.5, -0.78),
        (-0.62, -0.6),
        (-0.67, -0.4),
    )
    f.strands(
        m,
        [
            (
                (-0.5 + k * 0.04, -0.74),
                (-0.36 + k * 0.1, -0.98 - k * 0.02),
                (0.06 + k * 0.1, -1.1 + k * 0.04),
                (0.5 + k * 0.03, -0.8 + k * 0.03),
            )
            for k in range(5)
        ]
        + [((-0.74, -0.2), (-0.74, -0.6), (-0.5, -1.06))],
        0.36,
    )
    return f.done()


SCENES = {
    "portrait-maren-oduya": maren,
    "portrait-tobias-kerrigan": tobias,
    "portrait-josune-artola": josune,
    "portrait-sunniva-pell": sunniva,
    "portrait-halina-voss": halina,
    "portrait-desmond-acker": desmond,
    "portrait-priya-lindqvist": priya,
    "portrait-callum-adeyemi": callum,
    "portrait-naama-baruch": naama,
    "portrait-yoav-sela": yoav,
}
