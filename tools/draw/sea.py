"""At sea: turbines, seals, oysters, rowers, lighthouse, sailboats."""

import numpy as np
from kit import Canvas, mix, smooth, spline, texture
from people import person
from surf import ripples


def _turbine(c, x, base, tall, turn, tone, rotor=0.62):
    hub = (x, base - tall)
    w = tall * 0.021
    c.poly(
        [(x - w * 0.55, hub[1]), (x + w * 0.55, hub[1]), (x + w, base), (x - w, base)],
        lambda X, Y: tone - 0.07 * np.clip((X - x) / w, -1, 1),
    )
    c.rect(x - w * 1.6, base - tall * 0.055, x + w * 1.6, base + 2, tone - 0.1)
    c.rect(x - w * 2.3, base - tall * 0.06, x + w * 2.3, base - tall * 0.052, tone - 0.14)
    m = c.mask()
    for k in range(3):
        a = np.radians(turn + k * 120)
        r = tall * rotor
        ux, uy = np.cos(a), np.sin(a)
        P = lambda q, s: (hub[0] + ux * r * q - uy * tall * s, hub[1] + uy * r * q + ux * tall * s)
        m.curve(
            [
                P(0, 0.012),
                P(0.12, 0.024),
                P(0.3, 0.02),
                P(1, 0.002),
                P(1, -0.003),
                P(0.3, -0.008),
                P(0, -0.011),
            ],
            step=6,
        )
    c.paint(m, tone + 0.02)
    c.limb([(hub[0] - w * 0.4, hub[1], w * 1.25), (hub[0] + w * 1.8, hub[1], w)], tone - 0.05)


def turbines():
    c = Canvas(101)
    y0 = 660
    c.sky(0.4, 0.7, y0, clouds=0.15, light=(1180, 600, 620, 150, 0.92))
    c.curve([(-60, y0 + 10), (120, 622), (300, 610), (460, 628), (640, 640), (760, y0 + 10)], 0.52)
    for x, t, r, tone in (
        (640, 120, 10, 0.62),
        (730, 126, 70, 0.62),
        (830, 118, 40, 0.64),
        (930, 130, 95, 0.65),
        (1040, 120, 20, 0.68),
        (1330, 120, 55, 0.68),
        (1430, 128, 5, 0.64),
        (1530, 122, 80, 0.62),
    ):
        _turbine(c, x, y0 + 1, t, r, tone - 0.08)
    c.mist(y0 - 6, 34, 0.82, 0.55)
    _turbine(c, 1180, y0 + 6, 250, 34, 0.44)
    _turbine(c, 1460, y0 + 8, 300, 83, 0.38)
    _turbine(c, 840, y0 + 12, 380, 62, 0.33)
    _turbine(c, 330, y0 + 26, 560, 18, 0.22)
    # survey vessel
    y = y0 + 34
    P = lambda a, b: (930 + a, y - b)
    c.line([P(214, 60), P(214, 176)], 4, 0.15)
    c.line([P(196, 148), P(232, 148)], 3, 0.15)
    c.line([P(60, 34), P(24, 112)], 5, 0.15)
    c.line([P(24, 112), P(-14, 112)], 4, 0.15)
    c.line([P(-10, 112), P(-10, 56)], 1.6, 0.15)
    c.rect(*P(-16, 58), *P(-4, 46), 0.78)
    c.rect(*P(160, 96), *P(290, 40), 0.82)
    c.rect(*P(186, 128), *P(276, 96), 0.86)
    c.rect(*P(178, 132), *P(284, 127), 0.2)
    for k in range(4):
        c.rect(*P(196 + k * 21, 121), *P(212 + k * 21, 105), 0.16)
    for k in range(5):
        c.rect(*P(172 + k * 24, 82), *P(184 + k * 24, 68), 0.2)
    c.rect(*P(90, 62), *P(128, 36), 0.5)
    hull = c.mask().curve(
        [P(0, 36), P(140, 34), P(280, 40), P(372, 64), P(346, 22), P(326, -6), P(20, -6), P(4, 14)],
        step=6,
    )
    c.paint(hull, 0.12)
    c.paint(hull.edge(0, -4), 0.7, tex=0)
    m = c.mask()
    person(m, *P(66, 36), 46, "side", -1, hat="cap")
    person(m, *P(40, 36), 45, "lean", -1, hat="cap")
    c.paint(m, 0.1, tex=0)
    rail = c.mask()
    for k in range(8):
        rail.line([P(286 + k * 11, 42 + k * 2.6), P(286 + k * 11, 58 + k * 2.6)], 1.4)
    rail.line([P(284, 58), P(366, 78)], 1.6)
    c.paint(rail, 0.7, tex=0)
    c.water(
        y0 + 30,
        deep=0.3,
        hold=0.72,
        streak=0.055,
        chop=16,
        squash=0.8,
        glint=(1180, 330, 0.92, 0.62),
        fade=0.65,
    )
    c.a[y0 : y0 + 30] = mix(c.a[y0 : y0 + 30], 0.5, 0.0)
    c.gulls([(560, 250, 26), (640, 210, 18), (720, 300, 15), (1080, 180, 20)], 0.2, 2.4)
    return c


def seals():
    c = Canvas(112)
    y0 = 430
    c.sky(0.5, 0.8, y0, clouds=0.12, light=(1060, 410, 560, 130, 0.95))
    c.ellipse(1060, 372, 46, 46, 0.96, tex=0)
    c.glow(1060, 372, 250, 0.5)
    c.curve([(-40, y0 + 8), (140, 396), (300, 386), (470, 404), (620, y0 + 8)], 0.58)
    c.water(
        y0,
        deep=0.44,
        hold=0.86,
        streak=0.05,
        chop=10,
        squash=0.9,
        glint=(1060, 230, 0.95, 0.72),
        fade=0.3,
    )
    # sandbank with wet edge
    bank = c.mask().poly(
        spline(
            [(-60, 668), (160, 640), (420, 622), (760, 600), (1060, 612), (1330, 640), (1660, 652)],
            False,
        )
        + spline(
            [(1660, 770), (1420, 770), (1180, 800), (900, 790), (620, 838), (300, 850), (-60, 900)],
            False,
        )
    )
    c.paint(bank.shifted(0, 12), 0.3, blur=7, alpha=0.6)
    c.ground(
        bank,
        lambda x, y: 0.6 - (y - 600) / 520 + 0.1 * np.exp(-(((x - 1060) / 400) ** 2)),
        seed=2,
        amp=0.022,
        sx=4,
    )
    rng = np.random.default_rng(8)
    rip = c.mask()
    for _ in range(150):
        x, y = rng.uniform(-40, 1600), rng.uniform(640, 830)
        q = rng.uniform(30, 90)
        rip.limb([(x, y, 0.3), (x + q / 2, y + rng.uniform(-3, 3), 1.5), (x + q, y, 0.3)])
    c.paint(rip.within(bank), 0.34, alpha=0.5, tex=0)
    c.paint(bank.edge(0, -4), 0.86, alpha=0.8, tex=0)

    def seal(x, y, s, face, lift, tone, rim=0.86):
        F = face
        P = lambda a, b: (x + F * a * s, y - b * s)
        m = c.mask()
        h = lift
        body = spline(
            [
                P(-1.08, 0.06),
                P(-0.8, 0.13),
                P(-0.35, 0.34),
                P(0.15, 0.43),
                P(0.55, 0.42 + 0.25 * h),
                P(0.76, 0.46 + 0.42 * h),
                P(0.9, 0.49 + 0.5 * h),
                P(1.05, 0.42 + 0.5 * h),
                P(1.14, 0.32 + 0.5 * h),
                P(1.08, 0.25 + 0.48 * h),
                P(0.94, 0.22 + 0.36 * h),
                P(0.8, 0.08 + 0.16 * h),
                P(0.5, 0.0),
                P(-0.2, -0.03),
                P(-0.8, 0.0),
            ]
        )
        m.poly(body)
        m.curve(
            [
                P(-0.95, 0.06),
                P(-1.2, 0.2),
                P(-1.42, 0.3),
                P(-1.3, 0.14),
                P(-1.46, 0.1),
                P(-1.22, 0.02),
                P(-1.0, 0.0),
            ]
        )
        m.curve([P(0.42, 0.2), P(0.6, 0.12), P(0.72, -0.06), P(0.5, -0.08), P(0.34, 0.04)])
        c.paint(
            c.mask().ellipse(x - 10 * F, y + s * 0.05, s * 1.35, s * 0.13),
            0.17,
            blur=s * 0.06,
            alpha=0.75,
            tex=0,
        )
        c.paint(m, lambda X, Y: tone + 0.07 * smooth(-(Y - y) / s, 0.1, 0.5), tex=0.02, scale=0.8)
        spots = c.mask()
        r2 = np.random.default_rng(int(x))
        for _ in range(22):
            spots.ellipse(
                *P(r2.uniform(-0.7, 0.6), r2.uniform(0.05, 0.36)), s * r2.uniform(0.012, 0.03)
            )
        c.paint(spots.within(m), tone - 0.06, alpha=0.7, tex=0)
        c.paint(m.edge(2.2 if x < 1060 else -2.2, -s * 0.035), rim, alpha=0.9, tex=0)
        c.ellipse(*P(0.98, 0.41 + 0.5 * h), s * 0.018, s * 0.018, 0.04, tex=0)
        whisk = c.mask()
        for k in range(3):
            whisk.line([P(1.1, 0.32 + 0.5 * h), P(1.22, 0.3 - k * 0.05 + 0.5 * h)], 0.9)
        c.paint(whisk, 0.75, alpha=0.5, tex=0)
        c.line(
            spline([P(0.46, 0.14), P(0.58, 0.08), P(0.66, -0.02)], False),
            1.6,
            tone - 0.08,
            alpha=0.8,
        )

    for q in (
        (820, 640, 52, 1, 0.3, 0.28),
        (980, 632, 46, -1, 0.1, 0.3),
        (1180, 642, 56, -1, 0.6, 0.26),
        (420, 664, 60, 1, 0.15, 0.26),
        (1400, 676, 66, -1, 0.2, 0.24),
        (640, 690, 84, 1, 0.9, 0.21),
        (1000, 700, 88, -1, 0.1, 0.2),
        (250, 772, 112, 1, 0.35, 0.17),
        (1290, 752, 110, -1, 1.0, 0.17),
        (720, 792, 122, 1, 0.05, 0.155),
    ):
        seal(*q)
    for x, y, s in ((300, 520, 15), (480, 546, 17), (700, 520, 13)):
        c.curve(
            [
                (x - s, y),
                (x - s * 0.8, y - s * 0.9),
                (x, y - s * 1.3),
                (x + s * 0.8, y - s * 0.9),
                (x + s, y),
            ],
            0.16,
        )
        c.limb([(x - s * 2, y + 2, 0.6), (x, y + 3, 1.6), (x + s * 2, y + 2, 0.6)], 0.85)
    c.gulls([(360, 210, 24), (450, 250, 16), (1340, 200, 20), (1270, 240, 14)], 0.25, 2.2)
    return c


def oysters():
    c = Canvas(123)
    y0 = 380
    c.sky(0.56, 0.78, y0, clouds=0.13, light=(520, 350, 620, 120, 0.93))
    c.curve(
        [(700, y0 + 8), (900, 352), (1120, 330), (1360, 338), (1700, 316), (1700, y0 + 8)], 0.56
    )
    c.rect(1190, 318, 1196, 336, 0.5)
    c.water(
        y0,
        deep=0.5,
        hold=0.9,
        streak=0.04,
        chop=6,
        squash=0.9,
        glint=(520, 330, 0.92, 0.5),
        fade=0.2,
    )
    _X, Y = c.x, c.y
    # mud flats with pools: bands of noise
    n = texture(c.w, c.h, 4, 1.5, 1.5, 5.0)
    d = smooth(Y, y0 + 24, c.h)
    mud = 0.47 - 0.24 * d + 0.03 * texture(c.w, c.h, 6, 1.2, 1.0, 2.5)
    k = smooth(n + 0.9 * (Y - 520) / 300, -0.35, 0.0) * smooth(Y, y0 + 30, y0 + 70)
    edge = np.clip(1 - np.abs(n + 0.9 * (Y - 520) / 300 + 0.2) / 0.1, 0, 1) * smooth(
        Y, y0 + 40, y0 + 80
    )
    c.a = mix(c.a, mud, k)
    c.a = mix(c.a, 0.2, edge * 0.25)
    # three rows of trestles in perspective toward (520, 384)
    vx, vy = 470, 372

    def row(off, tone):
        for i in range(16, 0, -1):
            z0, z1 = 0.62 + i * 0.5, 0.62 + i * 0.5 + 0.42
            q = lambda z, o, h: (vx + (off + o) / z, vy + (640 - h) / z)
            t = tone + 0.3 * (1 - 1 / z0**0.5) * 0.9
            for z in (z1, z0):
                for o in (0, 150):
                    c.line([q(z, o, 0), q(z, o, 120)], max(1, 10 / z), t - 0.05)
            c.poly([q(z0, 0, 120), q(z0, 150, 120), q(z1, 150, 120), q(z1, 0, 120)], t)
            bags = 2
            for b in range(bags):
                za, zb = mix(z0, z1, b / bags + 0.015), mix(z0, z1, (b + 1) / bags - 0.03)
                left, right = -18, 168
                spot = c.near(
                    [q(za, left, 200), q(za, right, 100), q(zb, left, 200), q(zb, right, 100)], 8
                )
                top = spot.empty().curve(
                    [
                        q(za, left, 138),
                        q(za, 10, 152),
                        q(za, 75, 156),
                        q(za, 140, 152),
                        q(za, right, 138),
                        q(zb, right - 4, 140),
                        q(zb, 75, 160),
                        q(zb, left + 4, 140),
                    ],
                    step=6,
                )
                c.paint(top, t + 0.09, tex=0.03, scale=0.6)
                front = spot.empty().curve(
                    [
                        q(za, left, 138),
                        q(za, 10, 151),
                        q(za, 75, 155),
                        q(za, 140, 151),
                        q(za, right, 138),
                        q(za, right - 3, 122),
                        q(za, 75, 118),
                        q(za, left + 3, 122),
                    ],
                    step=6,
                )
                c.paint(front, t - 0.04, tex=0.03, scale=0.6)
                if z0 < 5:
                    mesh = spot.empty()
                    for u in range(-40, 200, 9):
                        mesh.line([q(za, u, 112), q(za, u + 30, 160)], 1).line(
                            [q(za, u + 30, 112), q(za, u, 160)], 1
                        )
                    c.paint(mesh.within(front), t + 0.16, alpha=0.55, tex=0)
                    lump = spot.empty()
                    for u in range(0, 160, 15):
                        lump.ellipse(*q(mix(za, zb, (u * 7 % 10) / 10), u, 153), 20 / za, 7 / za)
                    c.paint(lump.within(top), t + 0.2, alpha=0.5, tex=0, blur=1)
                c.paint(top.edge(-1.2, -2.4 / z0**0.5), min(t + 0.4, 0.86), alpha=0.6, tex=0)
        # shine on the wet ground beside the row

    for off, tone in ((-860, 0.2), (330, 0.19), (1130, 0.17)):
        row(off, tone)
    # figures
    m = c.mask()
    person(m, 640, 640, 190, "bend", -1, hat="brim", build=1.15)
    c.paint(c.mask().ellipse(650, 644, 110, 10), 0.14, blur=5, alpha=0.8, tex=0)
    c.paint(m, 0.085)
    c.paint(m.edge(-4, -3), 0.7, alpha=0.85, tex=0)
    m = c.mask()
    person(m, 990, 476, 84, "walk", -1, hat="cap", build=1.1, coat=0.2)
    person(m, 1044, 478, 82, "bend", 1, build=1.15, hat="cap")
    c.paint(m, 0.17)
    # tractor and trailer far off
    t = c.mask().rect(800, 424, 862, 430).rect(866, 412, 892, 430).rect(872, 398, 888, 414)
    t.ellipse(816, 433, 6).ellipse(846, 433, 6).ellipse(872, 432, 9).ellipse(892, 435, 5.5)
    c.paint(t, 0.2)
    # basket by the figure
    c.poly([(742, 590), (820, 590), (808, 642), (754, 642)], 0.13)
    c.limb([(738, 590, 4), (824, 590, 4)], 0.42)
    b = c.mask()
    rng = np.random.default_rng(3)
    for _ in range(26):
        b.ellipse(
            rng.uniform(750, 812), 586 - rng.uniform(0, 9), rng.uniform(5, 9), rng.uniform(3, 5)
        )
    c.paint(b, 0.6, tex=0.06, scale=0.4)
    c.gulls([(1180, 190, 24), (1260, 160, 17), (250, 200, 20), (860, 250, 14)], 0.28, 2.3)
    return c


def rowers():
    c = Canvas(134)
    y0 = 440
    c.sky(0.46, 0.84, y0, clouds=0.13, light=(420, 420, 640, 150, 0.95))
    c.ellipse(420, 396, 40, 40, 0.965, tex=0)
    c.glow(420, 396, 240, 0.45)
    c.curve([(600, y0 + 8), (800, 402), (1040, 360), (1300, 352), (1700, 330), (1700, y0 + 8)], 0.5)
    trees = c.mask()
    rng = c.rng
    for x in range(860, 1640, 14):
        trees.ellipse(x, 424 - (x - 860) * 0.04, 17, 12 + rng.uniform(0, 16) + (x - 860) * 0.018)
    trees.rect(840, 424, 1600, y0 + 1)
    c.paint(trees, 0.38)
    c.rect(1266, 356, 1304, 430, 0.34)
    c.poly([(1260, 358), (1285, 326), (1310, 358)], 0.32)
    c.mist(y0 - 4, 26, 0.86, 0.7)
    c.water(
        y0,
        deep=0.4,
        hold=0.9,
        streak=0.045,
        chop=9,
        squash=1.0,
        glint=(420, 240, 0.95, 0.62),
        fade=0.45,
    )
    c.mist(y0 + 26, 34, 0.84, 0.5)
    # the eight, moving left; rowers look right (astern), cox at the stern looks left
    y = 700
    x0, x1 = 150, 1470
    above = c.a.copy()
    hull = c.mask().curve(
        [
            (x0 - 20, y - 12),
            (x0 + 300, y - 20),
            (800, y - 23),
            (x1 - 280, y - 20),
            (x1 + 20, y - 13),
            (x1 - 240, y + 3),
            (800, y + 7),
            (x0 + 260, y + 3),
        ],
        step=8,
    )
    oars = c.mask()
    m = c.mask()
    for i in range(8):
        x = 330 + i * 122
        s = 150
        person(
            m,
            x,
            y + 20,
            s,
            "sit",
            1,
            build=1.15,
            head=(-0.035, 0.66),
            neck=(-0.07, 0.575),
            sl=(-0.1, 0.53),
            sr=(-0.05, 0.53),
            el=(0.1, 0.46),
            hl=(0.26, 0.41),
            er=(0.13, 0.44),
            hr=(0.27, 0.405),
            pl=(-0.02, 0.2),
            pr=(0.01, 0.2),
            kl=(0.21, 0.34),
            kr=(0.25, 0.34),
            fl=(0.38, 0.17),
            fr=(0.4, 0.17),
            feet=False,
            hat="cap" if i in (2, 6) else None,
            hair="tail" if i in (1, 4, 5) else None,
        )
        hx, hy = x + 0.265 * s, y + 20 - 0.405 * s
        far = i % 2
        pin = (x - 8, y - 34)
        end = (x - 118, y + (-8 if far else 46))
        oars.line([(hx, hy), pin, end], 4.2)
        if not far:
            oars.poly(
                [
                    (end[0] - 36, end[1] + 2),
                    (end[0] - 2, end[1] - 8),
                    (end[0] + 8, end[1] + 4),
                    (end[0] - 28, end[1] + 20),
                ]
            )
        else:
            oars.poly(
                [
                    (end[0] - 28, end[1] - 4),
                    (end[0], end[1] - 7),
                    (end[0] + 5, end[1] + 2),
                    (end[0] - 22, end[1] + 7),
                ]
            )
    person(
        m,
        1352,
        y + 22,
        128,
        "sit",
        -1,
        build=1.05,
        hat="cap",
        head=(0.03, 0.67),
        el=(-0.02, 0.4),
        er=(0.04, 0.4),
        sl=(-0.05, 0.54),
        sr=(0.05, 0.54),
        feet=False,
        kl=(0.2, 0.34),
        kr=(0.22, 0.34),
        fl=(0.3, 0.16),
        fr=(0.3, 0.16),
        hl=(0.1, 0.32),
        hr=(0.12, 0.32),
    )
    c.paint(m, 0.13)
    c.paint(m.edge(-4, -2), 0.86, alpha=0.85, tex=0)
    c.paint(oars, 0.12, tex=0)
    c.paint(oars.edge(0, -1.4), 0.8, alpha=0.6, tex=0)
    c.paint(hull, 0.1)
    c.paint(hull.edge(0, -4), 0.82, tex=0, alpha=0.9)
    c.ellipse(x0 - 16, y - 12, 7, 6, 0.85)
    drawn = np.abs(c.a - above) > 0.01
    X, Y = c.x[y:], c.y[y:]
    nn = ripples(c, y, 5, None, 8, 36, 0.6)
    sx = np.clip(X + nn * (5 + (Y - y) * 0.06), 0, 1599).astype(int)
    sy = np.clip(2 * y - Y, 0, y - 1).astype(int)
    k = drawn[sy, sx] * 0.72 * np.clip(1 - (Y - y) / 190, 0, 1)
    keep = drawn[y:]
    c.a[y:] = np.where(keep, c.a[y:], mix(c.a[y:], 0.14, k))
    rip = c.mask()
    for i in range(0, 8, 2):
        x = 330 + i * 122 - 146
        for r in (18, 34, 52):
            rip.line(
                spline(
                    [
                        (x - r * 1.6, y + 62),
                        (x - r, y + 62 + r * 0.2),
                        (x, y + 62 + r * 0.26),
                        (x + r, y + 62 + r * 0.2),
                        (x + r * 1.6, y + 62),
                    ],
                    False,
                ),
                1.6,
            )
        rip.limb([(x - 30, y + 60, 1), (x, y + 62, 4), (x + 30, y + 60, 1)])
    c.paint(rip, 0.9, alpha=0.75, tex=0)
    c.limb([(x0 - 60, y + 6, 0.4), (x0, y + 2, 2.4), (x0 + 200, y + 9, 0.4)], 0.9, alpha=0.8)
    c.limb([(x1 - 100, y + 8, 0.4), (x1 + 60, y + 6, 2.4), (1640, y + 16, 0.6)], 0.86, alpha=0.7)
    return c


def lighthouse():
    c = Canvas(145)
    y0 = 640
    c.sky(0.38, 0.84, y0, clouds=0.13, light=(1120, 610, 720, 190, 0.95))
    rng = c.rng
    c.dots([(rng.uniform(30, 1560), rng.uniform(30, 240)) for _ in range(26)], 1.2, 0.85, alpha=0.7)
    c.curve([(-40, y0 + 10), (60, 600), (190, 586), (330, 600), (460, y0 + 10)], 0.6)
    c.curve([(1260, y0 + 10), (1400, 612), (1520, 604), (1700, 590), (1700, y0 + 10)], 0.66)
    # island
    isle = c.mask().curve(
        [
            (330, y0 + 20),
            (372, 608),
            (450, 596),
            (520, 560),
            (640, 546),
            (760, 530),
            (880, 538),
            (980, 566),
            (1060, 580),
            (1120, 614),
            (1220, y0 + 20),
        ],
        step=8,
    )
    c.ground(
        isle, lambda x, y: 0.2 + (y - 540) / 1500 + 0.07 * smooth(x, 760, 1100), seed=5, amp=0.022
    )
    c.paint(isle.edge(4, -5), 0.72, alpha=0.75, tex=0)
    rocks = c.mask()
    for x, w, h in ((300, 50, 12), (1230, 70, 14), (1330, 34, 8), (240, 26, 7)):
        rocks.curve(
            [(x - w, y0 + 6), (x - w * 0.4, y0 - h), (x + w * 0.3, y0 - h * 1.2), (x + w, y0 + 6)]
        )
    c.paint(rocks, 0.2)
    # tower, seen lit from the right
    tw = c.mask().poly(
        spline([(655, 548), (668, 400), (676, 246)], False)
        + spline([(736, 246), (744, 400), (757, 540)], False)
    )
    c.paint(tw, lambda x, y: 0.34 + 0.5 * smooth((x - 706) / 46, -0.5, 1.0))
    for y in (300, 410):
        band = c.mask().rect(640, y, 780, y + 52).within(tw)
        c.paint(band, lambda x, q: 0.14 + 0.16 * smooth((x - 706) / 46, -0.4, 1.0))
    for y in (376, 476):
        c.rect(700, y, 712, y + 20, 0.14, r=5)
    c.rect(662, 236, 750, 248, 0.16)
    rail = c.mask().line([(662, 214), (750, 214)], 2)
    for x in range(664, 752, 11):
        rail.line([(x, 214), (x, 238)], 1.6)
    c.paint(rail, 0.2, tex=0)
    c.rect(682, 178, 730, 238, 0.5)
    c.rect(688, 184, 724, 230, 0.96)
    for x in (699, 712):
        c.line([(x, 184), (x, 230)], 2.4, 0.4)
    c.poly(
        spline([(674, 180), (690, 160), (706, 152)], False)
        + spline([(706, 152), (722, 160), (738, 180)], False),
        0.15,
    )
    c.line([(706, 128), (706, 156)], 3.5, 0.15)
    c.ellipse(706, 150, 6, 6, 0.15)
    c.glow(706, 208, 210, 0.55, power=2.6)
    c.paint(
        c.mask().poly([(700, 202), (-20, 110), (-20, 222), (700, 214)]),
        lambda x, y: np.clip(x / 700, 0, 1) ** 1.3 * 0.42,
        blur=6,
        mode="screen",
        tex=0,
    )
    # keepers' houses
    for x, w, h, t in ((786, 120, 44, 0.66), (540, 92, 36, 0.5), (926, 60, 30, 0.6)):
        base = 556 if x < 900 else 578
        c.rect(x, base - h, x + w, base + 8, lambda X, Y: t + 0.12 * smooth(X, x, x + w))
        c.poly(
            [
                (x - 8, base - h),
                (x + 14, base - h - 32),
                (x + w - 14, base - h - 32),
                (x + w + 8, base - h),
            ],
            0.17,
        )
        c.rect(x + 20, base - h - 48, x + 32, base - h - 22, 0.2)
        for k in range(int(w // 36)):
            c.rect(
                x + 14 + k * 34,
                base - h + 10,
                x + 28 + k * 34,
                base - h + 28,
                0.95 if k == 1 else 0.2,
            )
    wall = c.mask().line(
        spline([(450, 598), (560, 574), (700, 562), (900, 580), (1050, 592)], False), 5
    )
    c.paint(wall, 0.5, tex=0.02)
    m = c.mask()
    person(m, 1002, 576, 38, "stand", 1, coat=0.7)
    c.paint(m, 0.08, tex=0)
    # landing stage and dinghy
    for x in (1092, 1116, 1140, 1164):
        c.line([(x, 606), (x, y0 + 12)], 4, 0.14)
    c.rect(1064, 602, 1176, 609, 0.16)
    c.water(
        y0 + 4,
        deep=0.36,
        hold=0.9,
        streak=0.05,
        chop=15,
        squash=1.0,
        glint=[(1120, 300, 0.95, 0.62), (706, 70, 0.9, 0.55)],
        fade=0.45,
    )
    boat = c.mask().curve(
        [(1236, 736), (1262, 742), (1330, 742), (1372, 730), (1352, 760), (1262, 762)], step=6
    )
    c.paint(c.mask().ellipse(1304, 766, 74, 6), 0.16, blur=3, alpha=0.7, tex=0)
    m = c.mask()
    person(m, 1296, 776, 84, "sit", -1, hat="cap", build=1.15, feet=False)
    c.paint(m, 0.09)
    c.paint(m.edge(3, -2), 0.8, tex=0)
    c.line([(1290, 738), (1226, 768)], 3, 0.12)
    c.paint(boat, 0.1)
    c.paint(boat.edge(0, -4), 0.84, tex=0)
    c.gulls(
        [(470, 330, 22), (400, 300, 15), (900, 260, 24), (980, 300, 16), (1060, 220, 14)], 0.24, 2.4
    )
    return c


SCENES = {
    "turbines": turbines,
    "seals": seals,
    "oysters": oysters,
    "rowers": rowers,
    "lighthouse": lighthouse,
}
