"""The quay's edge: crabs, tidegauge."""

import numpy as np
from kit import Canvas, mix, smooth, spline
from people import person
from surf import ripples


def _pot(c, x, y, w, h, seed, tone, light=0.78):
    """A creel seen a little from its side: domed hoops, netting, slatted base."""
    rng = np.random.default_rng(seed)
    spot = c.near([(x, y), (x + w, y - h)], 16)
    out = spline(
        [
            (x, y),
            (x + w * 0.01, y - h * 0.5),
            (x + w * 0.1, y - h * 0.86),
            (x + w * 0.3, y - h),
            (x + w * 0.7, y - h),
            (x + w * 0.9, y - h * 0.86),
            (x + w * 0.99, y - h * 0.5),
            (x + w, y),
        ],
        False,
    )
    m = spot.empty().poly(out)
    c.paint(m, lambda X, Y: tone + 0.1 * smooth(-(Y - y) / h, 0.3, 1.0), tex=0.03)
    net = spot.empty()
    step = w / 13
    for i in range(-14, 28):
        net.line([(x + i * step, y), (x + (i + 9) * step, y - h * 1.05)], 1.5)
        net.line([(x + i * step, y), (x + (i - 9) * step, y - h * 1.05)], 1.5)
    c.paint(net.within(m), tone + 0.24, alpha=0.75, tex=0)
    # the eye of the pot
    ex, ey = x + w * (0.5 + rng.uniform(-0.12, 0.12)), y - h * 0.5
    c.ellipse(ex, ey, w * 0.17, h * 0.24, 0.07)
    ring = (
        spot.empty()
        .ellipse(ex, ey, w * 0.18, h * 0.26)
        .cut(spot.empty().ellipse(ex, ey, w * 0.155, h * 0.215))
    )
    c.paint(ring, light - 0.12)
    frame = spot.empty().line(out, max(4, w * 0.022))
    for q in (0.3, 0.7):
        frame.line(
            spline(
                [
                    (x + w * q, y),
                    (x + w * (q + (0.5 - q) * 0.06), y - h * 0.55),
                    (x + w * (q + (0.5 - q) * 0.1), y - h),
                ],
                False,
            ),
            max(3, w * 0.016),
        )
    frame.line([(x + w * 0.02, y - h * 0.5), (x + w * 0.98, y - h * 0.5)], 3)
    c.paint(frame, 0.12)
    c.paint(frame.edge(0, -2), light, alpha=0.7, tex=0)
    c.rect(x - w * 0.02, y - h * 0.1, x + w * 1.02, y + 2, 0.16)
    for q in range(7):
        c.rect(
            x + w * (q / 7 + 0.02),
            y - h * 0.085,
            x + w * (q / 7 + 0.12),
            y - h * 0.015,
            0.42 + 0.06 * (q % 2),
            tex=0.03,
        )


def crabs():
    c = Canvas(511)
    y0 = 480
    c.sky(0.52, 0.82, y0, clouds=0.15, light=(1240, 450, 560, 130, 0.95))
    c.curve([(-40, y0 + 8), (160, 430), (360, 414), (560, 440), (700, y0 + 8)], 0.58)
    m = c.mask()
    for x, w, h in (
        (30, 60, 70),
        (96, 40, 50),
        (140, 70, 84),
        (216, 50, 60),
        (270, 60, 46),
        (336, 44, 64),
    ):
        m.rect(x, y0 - h, x + w, y0)
        m.poly([(x, y0 - h + 1), (x + w / 2, y0 - h - w * 0.4), (x + w, y0 - h + 1)])
    c.paint(m, 0.48)
    # breakwater with a light
    c.poly([(860, y0 + 2), (880, 458), (1460, 458), (1476, y0 + 2)], 0.3)
    c.poly([(1400, 460), (1406, 372), (1432, 372), (1438, 460)], 0.26)
    c.rect(1400, 404, 1438, 424, 0.8)
    c.rect(1398, 366, 1440, 373, 0.2)
    c.ellipse(1419, 358, 8, 9, 0.96)
    # a boat in the harbour
    c.line([(1034, 330), (1034, 470)], 5, 0.14)
    c.line([(1034, 334), (940, 470)], 1.4, 0.16)
    c.line([(1034, 334), (1130, 470)], 1.4, 0.16)
    c.rect(1046, 420, 1102, 470, 0.86)
    c.rect(1040, 414, 1108, 422, 0.16)
    for x in (1052, 1076):
        c.rect(x, 430, x + 18, 446, 0.15)
    h = c.mask().curve(
        [(930, 460), (1000, 468), (1120, 466), (1160, 454), (1146, 484), (944, 484)], step=6
    )
    c.paint(h, 0.13)
    c.paint(h.edge(0, -4), 0.84, tex=0)
    c.water(
        y0,
        deep=0.42,
        hold=0.9,
        streak=0.05,
        chop=9,
        squash=1.0,
        glint=(1240, 220, 0.95, 0.62),
        fade=0.3,
        bottom=800,
    )
    # quay
    q = c.mask().rect(0, 760, 1600, 1067)
    c.ground(
        q,
        lambda X, Y: 0.44 - (Y - 760) / 1400 + 0.06 * smooth(X, 900, 1400),
        seed=4,
        amp=0.035,
        scale=2.4,
    )
    c.rect(0, 752, 1600, 768, 0.6)
    j = c.mask()
    for x in (-200, 180, 560, 940, 1320, 1700):
        j.line([(800 + (x - 800) * 0.86, 768), (800 + (x - 800) * 1.25, 1067)], 2.4)
    j.line([(0, 850), (1600, 850)], 2.4)
    c.paint(j, 0.2, alpha=0.6, tex=0)
    # shadow and the stack of pots
    c.paint(
        c.mask().poly([(110, 946), (960, 946), (760, 1040), (-100, 1040)]),
        0.12,
        alpha=0.65,
        blur=16,
        tex=0,
    )
    w, h = 262, 168
    rows = [
        (120, 946, 3, 0),
        (246, 946 - 164, 2, 1),
        (130, 946 - 164, 0, 2),
        (270, 946 - 328, 2, 3),
        (392, 946 - 490, 1, 5),
    ]
    for x, y, n, s in rows:
        for i in range(n):
            _pot(c, x + i * (w + 12), y, w, h, s * 7 + i, 0.2 + 0.02 * (i % 2))
    _pot(c, 1010, 970, 250, 160, 44, 0.2)

    # coils of rope over the stack and on the ground
    def coil(x, y, r, n, tone=0.72):
        for k in range(n):
            m = (
                c.mask()
                .ellipse(x, y - k * 9, r - k % 2 * 4, r * 0.3)
                .cut(c.mask().ellipse(x, y - k * 9, r - 9 - k % 2 * 4, r * 0.3 - 6))
            )
            c.paint(c.mask().ellipse(x, y - k * 9 + 4, r - 2, r * 0.3), 0.14, alpha=0.5, tex=0)
            c.paint(m, tone - 0.05 * (k % 2), tex=0.05, scale=0.5)
        c.ellipse(x, y - n * 9 + 8, r - 14, r * 0.3 - 8, 0.16, alpha=0.8)

    coil(1390, 960, 96, 5)
    rope = spline([(1300, 976), (1180, 1010), (1000, 1000), (880, 1022), (760, 1006)], False)
    c.paint(c.mask().line([(x, y + 5) for x, y in rope], 9), 0.13, alpha=0.6, tex=0)
    c.line(rope, 8, 0.7)
    hang = spline([(300, 618), (330, 700), (400, 740), (470, 700), (500, 622)], False)
    c.line(hang, 7, 0.72)
    c.line([(x + 2, y + 3) for x, y in hang], 2, 0.4)
    # buoys
    for x, y, r, t in (
        (876, 930, 40, 0.86),
        (944, 956, 34, 0.46),
        (640, 770, 30, 0.86),
        (588, 784, 26, 0.46),
    ):
        if y > 800:
            c.paint(
                c.mask().ellipse(x - 14, y + r * 0.95, r * 1.3, r * 0.25),
                0.12,
                alpha=0.6,
                blur=4,
                tex=0,
            )
        b = c.mask().ellipse(x, y, r, r * 1.12)
        c.paint(b, lambda X, Y: t - 0.3 * t * smooth((x - X) / r, -0.3, 1.0))
        c.paint(
            c.mask().rect(x - r, y - r * 0.2, x + r, y + r * 0.25).within(b),
            0.14 if t > 0.5 else 0.8,
        )
        c.limb([(x, y - r * 1.1, 5), (x, y - r * 1.4, 4)], 0.14)
    # fisher carrying a pot, from the right
    c.paint(c.mask().limb([(1220, 856, 12), (1080, 886, 10)]), 0.14, alpha=0.5, blur=6, tex=0)
    m = c.mask()
    person(
        m,
        1236,
        858,
        330,
        "stand",
        -1,
        build=1.15,
        hat="wool",
        er=(0.15, 0.66),
        hr=(0.2, 0.56),
        el=(0.02, 0.64),
        hl=(0.17, 0.55),
    )
    c.paint(m, 0.09)
    c.paint(m.edge(3.5, -2), 0.82, alpha=0.85, tex=0)
    bib = c.mask().poly(
        [
            (1206, 592),
            (1262, 592),
            (1270, 700),
            (1276, 842),
            (1242, 842),
            (1238, 730),
            (1232, 842),
            (1196, 842),
            (1200, 700),
        ]
    )
    c.paint(bib, 0.24, alpha=0.8)
    _pot(c, 1082, 724, 176, 112, 91, 0.2)
    m = c.mask().ellipse(1180, 676, 14, 11).ellipse(1148, 690, 13, 10)
    c.paint(m, 0.1, tex=0)
    # gull on a bollard
    c.rect(1468, 800, 1532, 862, 0.12, r=6)
    c.rect(1456, 786, 1544, 810, 0.12, r=10)
    c.rect(1458, 788, 1542, 793, 0.6, r=2)
    g = c.mask().curve(
        [
            (1470, 766),
            (1488, 750),
            (1514, 746),
            (1528, 728),
            (1540, 722),
            (1550, 732),
            (1546, 750),
            (1530, 772),
            (1500, 780),
            (1456, 784),
        ]
    )
    c.paint(g, 0.9)
    c.curve([(1456, 782), (1480, 758), (1510, 756), (1504, 772)], 0.42)
    c.poly([(1549, 728), (1566, 734), (1549, 738)], 0.3)
    c.ellipse(1541, 731, 2.2, 2.2, 0.08)
    c.line([(1506, 778), (1506, 790)], 2.6, 0.3)
    c.line([(1518, 776), (1518, 790)], 2.6, 0.3)
    c.gulls([(620, 180, 26), (700, 220, 17), (960, 150, 20)], 0.26, 2.4)
    return c


def tidegauge():
    c = Canvas(522)
    y0 = 520
    c.sky(0.54, 0.8, y0, clouds=0.15, light=(300, 490, 560, 140, 0.94))
    c.curve([(-40, y0 + 8), (120, 470), (330, 456), (520, 480), (660, y0 + 8)], 0.6)
    m = c.mask()
    for x, h in ((210, 74), (330, 54), (420, 84)):
        m.rect(x - 7, y0 - 30 - h, x + 7, y0 - 20).ellipse(x, y0 - 30 - h, 16, 12)
    c.paint(m, 0.56)
    for x, s in ((520, 26), (80, 20)):
        c.poly([(x, y0 - s * 2), (x + s, y0 - 3), (x, y0 - 3)], 0.86)
        c.rect(x - s * 0.5, y0 - 4, x + s, y0 + 2, 0.2)
    # far piles of the pier
    rng = np.random.default_rng(7)
    for i in range(9):
        x, w = 700 + i * 26 * (1 + i * 0.1), 8 + i * 2.2
        c.rect(x, 300 - i * 12, x + w, y0 + 30 + i * 12, 0.4 - i * 0.018)
    c.poly([(680, 318), (1000, 176), (1000, 232), (680, 336)], 0.34)
    c.water(
        y0,
        deep=0.36,
        hold=0.9,
        streak=0.055,
        chop=13,
        squash=1.0,
        glint=(300, 260, 0.94, 0.68),
        fade=0.4,
    )
    # deck above, rail and a hydrographer
    c.poly([(560, 250), (1600, 96), (1600, 190), (560, 300)], 0.17)
    c.poly([(560, 244), (1600, 86), (1600, 100), (560, 252)], 0.46)
    planks = c.mask()
    for x in range(580, 1600, 44):
        y = 250 - (x - 560) * 0.148
        planks.line([(x, y), (x, y + 52 + (x - 560) * 0.04)], 2)
    c.paint(planks, 0.1, tex=0)
    # great piles in front
    for x, w, top, tone in ((640, 54, 280, 0.22), (1330, 120, 130, 0.16)):
        p = c.mask().poly([(x, top), (x + w, top), (x + w * 1.06, 1067), (x - w * 0.06, 1067)])
        c.paint(
            p,
            lambda X, Y: (
                tone + 0.2 * smooth((x + w * 0.5 - X) / w, 0.0, 0.5) - 0.06 * smooth(Y, 700, 900)
            ),
        )
        g = c.mask()
        for _ in range(26):
            gx, gy = rng.uniform(x, x + w), rng.uniform(top, 1000)
            g.line([(gx, gy), (gx + rng.uniform(-3, 3), gy + rng.uniform(60, 220))], 1.6)
        c.paint(g.within(p), tone - 0.07, alpha=0.7, tex=0)
    # pile that carries the gauge
    x0, x1 = 880, 1150
    p = c.mask().poly([(x0, 196), (x1, 160), (x1 + 8, 1067), (x0 - 8, 1067)])
    c.paint(p, lambda X, Y: 0.2 + 0.2 * smooth((1010 - X) / 130, -0.2, 1.0), tex=0.02)
    g = c.mask()
    for _ in range(60):
        gx, gy = rng.uniform(x0, x1), rng.uniform(200, 1000)
        g.line([(gx, gy), (gx + rng.uniform(-4, 4), gy + rng.uniform(80, 300))], 1.6)
    c.paint(g.within(p), 0.13, alpha=0.55, tex=0)
    for y in (260, 640):
        c.rect(x0 - 6, y, x1 + 6, y + 26, 0.12)
        for x in (x0 + 20, x1 - 22):
            c.ellipse(x, y + 13, 8, 8, 0.36)
    # the board
    bx0, bx1, by0, by1 = 938, 1092, 210, 900
    c.rect(bx0 - 10 + 14, by0 - 8 + 12, bx1 + 10 + 14, by1, 0.07, alpha=0.6, blur=6, tex=0)
    c.rect(bx0 - 9, by0 - 9, bx1 + 9, by1 + 20, 0.14)
    c.rect(
        bx0,
        by0,
        bx1,
        by1 + 12,
        lambda X, Y: 0.9 - 0.1 * smooth(X, bx0, bx1) - 0.14 * smooth(Y, 640, 800),
    )
    m = c.mask()
    D = {
        "1": [[(0.2, 0.2), (0.55, 0), (0.55, 1)]],
        "2": [[(0, 0.2), (0.25, 0), (0.75, 0), (1, 0.25), (0.9, 0.48), (0, 1), (1, 1)]],
        "3": [
            [(0, 0.08), (0.3, 0), (0.8, 0), (1, 0.22), (0.75, 0.46), (0.35, 0.46)],
            [(0.75, 0.46), (1, 0.72), (0.75, 1), (0.25, 1), (0, 0.9)],
        ],
        "4": [[(0.75, 1), (0.75, 0), (0, 0.68), (1, 0.68)]],
        "5": [
            [(1, 0), (0.1, 0), (0.05, 0.45), (0.7, 0.42), (1, 0.7), (0.75, 1), (0.2, 1), (0, 0.88)]
        ],
        "6": [
            [
                (0.9, 0),
                (0.3, 0.2),
                (0, 0.65),
                (0.25, 1),
                (0.75, 1),
                (1, 0.75),
                (0.75, 0.5),
                (0.1, 0.6),
            ]
        ],
    }
    unit = 150
    for k in range(6):
        y = by0 + 20 + k * unit
        for t in range(10):
            yy = y + t * unit / 10
            if yy > by1 + 6:
                continue
            if t % 2 == 0:
                m.rect(bx0 + 8, yy, bx0 + (62 if t in (0,) else 44), yy + unit / 10)
            if t == 5:
                m.rect(bx0 + 8, yy, bx0 + 56, yy + 5)
        m.rect(bx0, y - 2, bx1, y + 3)
        for st in D[str(6 - k)]:
            pts = [(bx1 - 66 + a * 44, y + 16 + b * 62) for a, b in st]
            m.line(pts, 13)
            for a in pts:
                m.ellipse(*a, 6.4)
    c.paint(m, 0.13)
    stains = c.mask()
    for _ in range(14):
        sx = rng.uniform(bx0, bx1)
        sy = rng.choice([by0, 286, 660])
        stains.poly([(sx - 3, sy), (sx + 5, sy), (sx + 2, sy + rng.uniform(60, 190))])
    c.paint(stains, 0.4, alpha=0.28, blur=2, tex=0)
    # wet band, barnacles, weed
    X, Y = c.x, c.y
    wet = c.mask().rect(x0 - 6, 690, x1 + 6, 1067)
    c.paint(wet, 0.06, alpha=0.35, blur=12, tex=0)
    barn = c.mask()
    for _ in range(520):
        gx, gy = rng.uniform(x0 - 4, x1 + 4), 720 + abs(rng.normal(0, 90))
        r = rng.uniform(2, 5.5)
        if bx0 - 6 < gx < bx1 + 6 and gy < 790:
            continue
        barn.ellipse(gx, gy, r, r * 0.85)
    c.paint(barn, 0.62, alpha=0.65, tex=0.05, scale=0.4)
    c.paint(barn.edge(1.4, 1.4), 0.2, alpha=0.8, tex=0)

    def weed(x0, x1, y, n, ln, lo, hi):
        """Bladder wrack: a stem that forks, with pods, hanging from the pile."""
        for _ in range(n):
            wx, wy = rng.uniform(x0, x1), y + rng.uniform(-34, 40)
            mm = c.near([(wx, wy), (wx, wy + ln)], 60)
            for _ in range(rng.integers(3, 6)):
                L = ln * rng.uniform(0.4, 1.05)
                a, b = rng.uniform(-9, 9), rng.uniform(-24, 24)
                pts = [
                    (wx, wy, 4),
                    (wx + a, wy + L * 0.35, 5),
                    (wx + a * 0.4 + b * 0.4, wy + L * 0.7, 4),
                    (wx + b, wy + L, 1),
                ]
                mm.limb(pts)
                fx, fy = wx + a, wy + L * 0.4
                mm.limb(
                    [(fx, fy, 4), (fx - b * 0.8, fy + L * 0.24, 3.4), (fx - b, fy + L * 0.42, 1)]
                )
                for q in (0.5, 0.8):
                    mm.ellipse(
                        wx + a * (1 - q) + b * q * 0.7 + rng.uniform(-4, 4), wy + L * q, 4.6, 6.4
                    )
            c.paint(mm, rng.uniform(lo, hi), tex=0.02)
            c.paint(mm.edge(-1.2, -0.8), 0.46, alpha=0.5, tex=0)

    weed(x0, 936, 800, 8, 130, 0.08, 0.16)
    weed(1096, x1, 800, 8, 140, 0.07, 0.14)
    weed(936, 1096, 880, 12, 90, 0.07, 0.14)
    weed(1336, 1446, 810, 9, 150, 0.06, 0.12)
    weed(644, 692, 810, 5, 120, 0.09, 0.15)
    # water closes over the foot of the piles
    top = 930
    n = np.vstack([np.zeros((top, c.w), np.float32), ripples(c, top, 9, None, 8, 34, 1.0)])
    line = 936 + 6 * np.sin(X / 70) + 3 * np.sin(X / 23)
    k = smooth(Y - line, 0, 5)
    k2 = k * np.clip(0.62 + 0.25 * n, 0, 1) * smooth(X, 560, 680)
    c.a = mix(c.a, 0.3 + 0.06 * n, k2)
    foam = np.exp(-(((Y - line) / 4) ** 2)) * smooth(X, 600, 700)
    near = (np.abs(X - 1015) < 170) | (np.abs(X - 1390) < 90) | (np.abs(X - 667) < 50)
    c.a = mix(c.a, 0.84, foam * 0.85 * near)
    # hydrographer on the deck, leaning on the rail
    rail = c.mask().line([(560, 176), (1600, 4)], 5).line([(560, 212), (1600, 46)], 3)
    for x in range(590, 1600, 120):
        y = 250 - (x - 560) * 0.152
        rail.line([(x, y), (x, y - 80)], 5)
    c.paint(rail, 0.15, tex=0)
    m = c.mask()
    fx, fy = 770, 222
    person(m, fx, fy, 158, "lean", 1, hat="cap", coat=0.5, hl=(0.26, 0.52), hr=(0.3, 0.54))
    c.paint(m, 0.1)
    c.paint(m.edge(-3, -1.5), 0.8, alpha=0.8, tex=0)
    c.gulls([(180, 190, 26), (260, 240, 17), (430, 150, 20)], 0.28, 2.4)
    return c


SCENES = {"crabs": crabs, "tidegauge": tidegauge}
