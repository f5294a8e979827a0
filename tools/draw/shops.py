"""A lit shop at dusk."""

import numpy as np
from kit import Canvas, smooth, spline
from people import person


def bookshop():
    c = Canvas(423)
    c.a[:] = 0.2
    c.a = (0.26 - 0.1 * smooth(c.y, 0, 500)).astype(np.float32)
    # upper wall of brick, with a dark sash window each side
    b = c.mask()
    for j, y in enumerate(range(0, 250, 17)):
        b.line([(0, y), (1600, y)], 1.2)
        for x in range(-30 + 26 * (j % 2), 1600, 52):
            b.line([(x, y), (x, y + 17)], 1.2)
    c.paint(b, 0.13, alpha=0.5, tex=0)
    for x in (330, 1010):
        c.rect(x - 14, -10, x + 274, 150, 0.32)
        c.rect(x, -10, x + 260, 136, 0.15)
        c.poly([(x + 30, 136), (x + 90, 136), (x + 190, -10), (x + 130, -10)], 0.22, tex=0)
        c.rect(x + 126, -10, x + 134, 136, 0.34)
        c.rect(x, 60, x + 260, 68, 0.34)
        c.rect(x - 26, 136, x + 286, 152, 0.4)
    # fascia
    c.rect(140, 232, 1460, 330, 0.13)
    c.rect(120, 216, 1480, 236, 0.3)
    c.rect(130, 326, 1470, 340, 0.27)
    let = c.mask()
    S = {
        "B": [
            [(0, 0), (0, 1), (0.75, 1), (1, 0.78), (0.75, 0.5), (0, 0.5)],
            [(0.75, 0.5), (0.95, 0.25), (0.72, 0), (0, 0)],
        ],
        "O": [
            [
                (0.25, 0),
                (0.75, 0),
                (1, 0.25),
                (1, 0.75),
                (0.75, 1),
                (0.25, 1),
                (0, 0.75),
                (0, 0.25),
                (0.25, 0),
            ]
        ],
        "K": [[(0, 0), (0, 1)], [(1, 0), (0, 0.55)], [(0.3, 0.42), (1, 1)]],
        "S": [
            [
                (1, 0.14),
                (0.78, 0),
                (0.22, 0),
                (0, 0.25),
                (0.25, 0.47),
                (0.78, 0.53),
                (1, 0.76),
                (0.78, 1),
                (0.2, 1),
                (0, 0.86),
            ]
        ],
        "T": [[(0, 0), (1, 0)], [(0.5, 0), (0.5, 1)]],
        "I": [[(0.5, 0), (0.5, 1)]],
        "D": [[(0, 0), (0.66, 0), (1, 0.3), (1, 0.7), (0.66, 1), (0, 1), (0, 0)]],
        "E": [[(1, 0), (0, 0), (0, 1), (1, 1)], [(0, 0.5), (0.8, 0.5)]],
        "L": [[(0, 0), (0, 1), (0.95, 1)]],
        "N": [[(0, 1), (0, 0), (1, 1), (1, 0)]],
    }
    x = 488
    for ch in "TIDELINE BOOKS":
        for st in S.get(ch, []):
            w = 14 if ch == "I" else 32
            let.line([(x + a * w, 258 + q * 44) for a, q in st], 6)
            for a, q in st:
                let.ellipse(x + a * w, 258 + q * 44, 2.9)
        x += {" ": 34, "I": 30}.get(ch, 47)
    c.paint(let, 0.86, tex=0)
    for x in (360, 800, 1240):
        c.line([(x, 214), (x, 196), (x, 200)], 4, 0.12)
        c.line(spline([(x, 216), (x, 186), (x + 16, 178)], False), 4, 0.12)
        c.poly([(x + 6, 190), (x + 40, 190), (x + 30, 174), (x + 16, 174)], 0.12)
        c.glow(x + 23, 198, 130, 0.5, power=2.4)
        c.ellipse(x + 23, 191, 13, 4, 0.97, tex=0)

    # shop window: the interior
    def interior(x0, x1, y0, y1):
        m = c.mask().rect(x0, y0, x1, y1)
        c.paint(
            m,
            lambda X, Y: (
                0.87
                - 0.12 * smooth(Y, y0, y1)
                - 0.16 * smooth(np.abs(X - (x0 + x1) / 2) / (x1 - x0), 0.2, 0.6)
            ),
        )
        return m

    rng = np.random.default_rng(6)

    def shelf(x0, x1, ya, yb, lo, hi, gap=0.1):
        x = x0
        while x < x1 - 6:
            w = rng.uniform(6, 15)
            h = (yb - ya) * rng.uniform(0.62, 0.94)
            if rng.random() < gap:
                x += w
                continue
            t = rng.uniform(lo, hi)
            lean = rng.random() < 0.06
            c.poly(
                [
                    (x, yb),
                    (x + w, yb),
                    (x + w + (6 if lean else 0), yb - h),
                    (x + (6 if lean else 0), yb - h),
                ],
                t,
                tex=0,
            )
            if w > 9:
                c.rect(x + 2, yb - h * 0.8, x + w - 2, yb - h * 0.72, t + 0.16, tex=0)
            x += w + rng.uniform(0.5, 2)

    wins = [(190, 690), (960, 1410)]
    for x0, x1 in wins:
        interior(x0, x1, 362, 800)
        for y in (392, 466, 540, 614):
            shelf(x0 + 8, x1 - 8, y, y + 62, 0.42, 0.74)
            c.rect(x0, y + 62, x1, y + 68, 0.5)
        for x in range(x0 + 100, x1, 116):
            c.rect(x, 362, x + 5, 690, 0.52)
    # hanging lamps and people inside
    for x in (300, 440, 580, 1050, 1186, 1320):
        c.line([(x, 362), (x, 420)], 2, 0.2)
        c.poly([(x - 24, 438), (x - 8, 418), (x + 8, 418), (x + 24, 438)], 0.16)
        c.glow(x, 446, 110, 0.55, power=2)
        c.ellipse(x, 440, 15, 6, 0.97, tex=0)
    m = c.mask()
    person(
        m,
        360,
        830,
        310,
        "stand",
        1,
        coat=0.7,
        hair="bun",
        er=(0.13, 0.66),
        hr=(0.07, 0.72),
        el=(-0.12, 0.66),
        hl=(0.0, 0.7),
    )
    m.poly([(350, 598), (372, 590), (402, 600), (396, 626), (372, 616), (348, 624)])
    person(m, 1240, 830, 320, "side", -1, coat=0.6, er=(0.12, 0.82), hr=(0.2, 0.92))
    clip = c.mask().rect(190, 362, 690, 800).rect(960, 362, 1410, 800)
    c.paint(m.within(clip), 0.17)
    c.paint(m.edge(0, -2.5), 0.8, alpha=0.5, tex=0)
    # the display in the window: table of face-out books
    for x0, x1 in wins:
        c.rect(x0, 730, x1, 800, 0.3)
        c.rect(x0, 722, x1, 733, 0.46)
        x = x0 + 16
        while x < x1 - 60:
            w, h = rng.uniform(44, 66), rng.uniform(62, 92)
            t = rng.choice([0.16, 0.28, 0.4, 0.84, 0.6])
            c.poly([(x, 728), (x + w, 728), (x + w - 3, 728 - h), (x + 3, 728 - h)], t)
            q = 0.86 if t < 0.5 else 0.22
            kind = rng.integers(0, 4)
            if kind == 0:
                c.ellipse(x + w / 2, 728 - h * 0.45, w * 0.24, w * 0.24, q)
            elif kind == 1:
                c.poly(
                    [
                        (x + w * 0.2, 728 - h * 0.2),
                        (x + w * 0.5, 728 - h * 0.7),
                        (x + w * 0.8, 728 - h * 0.2),
                    ],
                    q,
                )
            elif kind == 2:
                for s in range(3):
                    c.rect(
                        x + w * 0.2,
                        728 - h * (0.3 + s * 0.16),
                        x + w * 0.8,
                        728 - h * (0.3 + s * 0.16) + 4,
                        q,
                        tex=0,
                    )
            else:
                c.rect(x + 3, 728 - h * 0.5, x + w - 3, 728 - h * 0.3, q, tex=0)
            c.rect(x + w * 0.2, 728 - h * 0.9, x + w * 0.8, 728 - h * 0.84, q, tex=0)
            x += w + rng.uniform(6, 20)
        # stacks
        for q in range(4):
            sx = x0 + 50 + q * (x1 - x0 - 120) / 3
            for s in range(rng.integers(2, 5)):
                c.rect(
                    sx - 34 + rng.uniform(-5, 5),
                    790 - s * 13,
                    sx + 30 + rng.uniform(-5, 5),
                    801 - s * 13,
                    rng.choice([0.2, 0.5, 0.7, 0.84, 0.36]),
                    tex=0,
                )
        # frames
        for x in (x0, (x0 + x1) / 2, x1):
            c.rect(x - 7, 356, x + 7, 806, 0.11)
        c.rect(x0 - 7, 352, x1 + 7, 366, 0.11)
        c.rect(x0 - 7, 440, x1 + 7, 446, 0.11)
        c.rect(x0 - 20, 798, x1 + 20, 816, 0.24)
        c.rect(x0 - 20, 816, x1 + 20, 900, 0.14)
        for q in range(3):
            w = (x1 - x0) / 3
            c.rect(x0 + q * w + 14, 832, x0 + (q + 1) * w - 14, 884, 0.19)
        # glass shine
        g = (
            c.mask()
            .poly([(x0 + 60, 800), (x0 + 130, 800), (x0 + 330, 362), (x0 + 260, 362)])
            .poly([(x0 + 150, 800), (x0 + 170, 800), (x0 + 370, 362), (x0 + 350, 362)])
        )
        c.paint(g.within(c.mask().rect(x0, 362, x1, 800)), 0.97, alpha=0.14, tex=0)
    # door
    c.rect(716, 340, 934, 900, 0.1)
    c.rect(748, 446, 902, 760, 0.84)
    c.rect(748, 362, 902, 426, 0.78)
    for q in range(4):
        shelf(756, 896, 470 + q * 66, 526 + q * 66, 0.5, 0.74, 0.12)
    c.glow(825, 480, 170, 0.4)
    c.rect(748, 776, 902, 880, 0.15)
    c.rect(730, 640, 742, 690, 0.7)
    c.line([(800, 446), (825, 500), (850, 446)], 1.6, 0.2)
    c.rect(786, 500, 864, 540, 0.14)
    for y in (512, 524):
        c.rect(798, y, 852, y + 4, 0.86, tex=0)
    # pavement with the light thrown on it
    g = c.mask().rect(0, 900, 1600, 1067)
    c.ground(g, lambda X, Y: 0.2 - (Y - 900) / 2600, seed=2, amp=0.02, sx=3)
    for x0, x1 in wins + [(748, 902)]:
        c.paint(
            c.mask().poly(
                [
                    (x0, 900),
                    (x1, 900),
                    (x1 + (x1 - 800) * 0.22, 1067),
                    (x0 + (x0 - 800) * 0.22, 1067),
                ]
            ),
            lambda X, Y: np.clip(0.48 - (Y - 900) / 500, 0, 1),
            blur=10,
            mode="screen",
            tex=0,
        )
    j = c.mask().line([(0, 944), (1600, 944)], 1.6).line([(0, 1006), (1600, 1006)], 2)
    for _i, x in enumerate(range(-400, 2000, 130)):
        j.line([(800 + (x - 800) * 0.92, 900), (800 + (x - 800) * 1.2, 1067)], 1.6)
    c.paint(j, 0.08, alpha=0.5, tex=0)
    # a passer-by, a bicycle, a box of books outside
    m = c.mask()
    person(m, 560, 1020, 400, "stand", -1, coat=0.9, hat="wool", bag=False)
    c.paint(
        c.mask().poly([(520, 1016), (600, 1016), (640, 1067), (500, 1067)]),
        0.06,
        alpha=0.6,
        blur=8,
        tex=0,
    )
    c.paint(m, 0.07)
    c.paint(m.edge(4, -2), 0.66, alpha=0.75, tex=0)
    c.paint(m.edge(-3, -1), 0.5, alpha=0.45, tex=0)
    bx = c.mask().rect(1010, 876, 1210, 950)
    c.paint(bx, 0.1)
    shelf(1018, 1204, 824, 884, 0.3, 0.7, 0.0)
    c.rect(1004, 876, 1216, 886, 0.22)
    for x in (1024, 1188):
        c.rect(x, 948, x + 10, 986, 0.08)
    return c


SCENES = {"bookshop": bookshop}
