"""Music and dance: organ, bandstand, dancers."""

import numpy as np
from kit import Canvas, mix, smooth, spline, texture
from people import person, umbrella
from surf import ripples


def organ():
    c = Canvas(601, tone=0.1)
    X, Y = c.x, c.y
    c.a = (0.13 + 0.05 * np.exp(-(((X - 800) / 700) ** 2)) - 0.03 * smooth(Y, 600, 1067)).astype(
        np.float32
    )
    # proscenium curtain in folds
    fold = 0.5 + 0.5 * np.sin(X / 17 + 1.4 * np.sin(X / 73))
    lit = np.exp(-(((X - 800) / 380) ** 2 + ((Y - 640) / 420) ** 2))
    cur = c.mask().rect(190, 60, 1410, 730)
    c.paint(cur, (0.13 + 0.06 * fold + lit * (0.12 + 0.16 * fold)).astype(np.float32), tex=0.01)
    for i in range(13):
        x0 = 190 + i * 94
        sw = c.mask().poly(
            [(x0, 60), (x0 + 94, 60)] + spline([(x0 + 94, 120), (x0 + 47, 176), (x0, 120)], False)
        )
        c.paint(sw, lambda q, w: 0.2 + 0.09 * np.sin((q - x0) / 94 * np.pi) - 0.0005 * (w - 60))
        c.line(spline([(x0 + 94, 120), (x0 + 47, 176), (x0, 120)], False), 4, 0.5, alpha=0.8)
    # proscenium arch and organ grilles
    for s in (-1, 1):
        x = 800 + s * 700
        c.rect(x - 100, 0, x + 100, 1067, 0.115)
        g = c.mask().poly(
            [(x - 62, 640), (x - 62, 240)]
            + [(x + 62 * np.cos(a), 240 - 100 * np.sin(a)) for a in np.linspace(np.pi, 0, 14)]
            + [(x + 62, 640)]
        )
        c.paint(g, 0.07)
        for k in range(7):
            px = x - 52 + k * 17.4
            pipe = c.mask().poly(
                [
                    (px - 6, 640),
                    (px - 6, 190 + abs(k - 3) * 34),
                    (px + 6, 190 + abs(k - 3) * 34),
                    (px + 6, 640),
                ]
            )
            c.paint(
                pipe.within(g), lambda q, w: 0.24 + 0.2 * np.exp(-(((q - px + s * 2.5) / 2.6) ** 2))
            )
            c.poly([(px - 4, 600), (px + 4, 600), (px, 570)], 0.06)
        c.paint(g.edge(3 * -s, 0), 0.4, alpha=0.6, tex=0)
        c.rect(x - s * 100 - 9, 0, x - s * 100 + 9, 740, 0.34)
        c.rect(x - s * 100 - 3, 0, x - s * 100 + 3, 740, 0.5)
    c.rect(170, 0, 1430, 58, 0.12)
    c.rect(170, 52, 1430, 64, 0.42)
    for k in range(31):
        c.ellipse(200 + k * 40, 28, 12, 12, 0.2)
    # stage edge with footlights
    c.rect(0, 724, 1600, 742, 0.36)
    c.rect(0, 742, 1600, 830, 0.13)
    for x in range(60, 1600, 74):
        if 470 < x < 1130:
            continue
        c.rect(x - 16, 716, x + 16, 728, 0.5, r=4)
        c.glow(x, 712, 60, 0.16)
    # beam
    for w, al, bl in ((1.0, 0.3, 14), (0.62, 0.22, 8)):
        beam = c.mask().poly(
            [(1188 - 6, -10), (1188 + 26, -10), (800 + 330 * w, 860), (800 - 330 * w, 860)]
        )
        c.paint(
            beam,
            lambda q, w2: 0.75 - 0.35 * smooth(w2, 0, 860),
            alpha=al,
            blur=bl,
            mode="screen",
            tex=0,
        )
    c.glow(1192, -6, 220, 0.5)
    rng = np.random.default_rng(3)
    for r, n in ((1.2, 150), (2.0, 40)):
        pts = []
        for _ in range(n):
            t = rng.uniform(0.05, 0.9)
            cx = mix(1192, 800, t)
            pts.append((cx + rng.uniform(-1, 1) * (10 + 310 * t), t * 860))
        c.dots(pts, r, 0.95, alpha=0.55)
    # lift platform
    c.ellipse(800, 978, 470, 62, 0.09)
    c.rect(330, 930, 1270, 978, 0.1)
    c.ellipse(800, 930, 470, 60, lambda q, w: 0.3 + 0.34 * np.exp(-(((q - 800) / 300) ** 2)))
    rim = c.mask().ellipse(800, 930, 470, 60).cut(c.mask().ellipse(800, 926, 466, 57))
    c.paint(rim, 0.75)
    for k in range(25):
        a = np.pi * (k + 0.5) / 25
        c.line(
            [
                (800 + 470 * np.cos(a), 936 + 60 * np.sin(a)),
                (800 + 470 * np.cos(a), 984 + 60 * np.sin(a)),
            ],
            2,
            0.24,
        )
    # console: a horseshoe, seen from behind and a little from the left
    side = lambda s: spline(
        [
            (800 + s * 150, 930),
            (800 + s * 330, 926),
            (800 + s * 372, 900),
            (800 + s * 380, 720),
            (800 + s * 360, 560),
            (800 + s * 300, 470),
            (800 + s * 210, 430),
            (800 + s * 120, 420),
        ],
        False,
    )
    body = c.mask().poly(side(-1) + side(1)[::-1])
    c.paint(
        body, lambda q, w: 0.8 - 0.2 * smooth(w, 500, 930) - 0.2 * smooth(np.abs(q - 830), 120, 400)
    )
    c.paint(body.edge(4, -6), 0.94, tex=0, alpha=0.8)
    inner = lambda s: spline(
        [
            (800 + s * 130, 930),
            (800 + s * 282, 920),
            (800 + s * 300, 800),
            (800 + s * 306, 690),
            (800 + s * 292, 590),
            (800 + s * 240, 520),
            (800 + s * 160, 488),
            (800, 478),
        ],
        False,
    )
    inn = c.mask().poly(inner(-1) + inner(1)[::-1])
    c.paint(inn, 0.3)
    # stop tabs in three curved rows
    for row, (r, n) in enumerate(((1.0, 40), (0.9, 36), (0.8, 32))):
        tabs_l, tabs_d = c.mask(), c.mask()
        for k in range(n):
            a = np.pi * (0.045 + 0.91 * k / (n - 1))
            x, y = 800 - 286 * r * np.cos(a), 690 - 196 * r * np.sin(a) ** 0.8 + row * 4
            _ux, _uy = np.cos(a) * 4.6, np.sin(a) * 4.6
            px, py = (-np.sin(a)) * 0 - np.cos(a) * 10, -np.sin(a) * 11
            q = [
                (x - 6 * np.sin(a), y - 6 * np.cos(a) * -1),
                (x + 6 * np.sin(a), y + 6 * np.cos(a) * -1),
            ]
            (tabs_l if (k * 3 + row) % 5 else tabs_d).poly(
                [
                    q[0],
                    q[1],
                    (q[1][0] - px * 0.95, q[1][1] - py * 0.95),
                    (q[0][0] - px * 0.95, q[0][1] - py * 0.95),
                ]
            )
        c.paint(tabs_l, 0.92, tex=0)
        c.paint(tabs_d, 0.56, tex=0)
    # music desk
    c.poly([(708, 548), (892, 548), (904, 646), (696, 646)], 0.17)
    for x in (716, 806):
        c.poly([(x, 556), (x + 80, 556), (x + 84, 640), (x - 4, 640)], 0.94)
        for k in range(5):
            y = 568 + k * 14
            for q in range(3):
                c.line([(x + 5, y + q * 2.6), (x + 76, y + q * 2.6)], 0.7, 0.45)
            for q in range(6):
                c.ellipse(x + 10 + q * 12 + (k * 5) % 7, y + (q * 3 + k) % 6, 2.2, 1.8, 0.2, tex=0)
    # four manuals
    for k in range(4):
        y0, w0 = 656 + k * 33, 196 + k * 16
        c.poly(
            [(800 - w0, y0 + 26), (800 + w0, y0 + 26), (800 + w0 - 8, y0), (800 - w0 + 8, y0)],
            0.94,
            tex=0,
        )
        kb = c.mask()
        n = 44
        for q in range(1, n):
            t = q / n
            kb.line(
                [(mix(800 - w0 + 8, 800 + w0 - 8, t), y0), (mix(800 - w0, 800 + w0, t), y0 + 26)],
                1.1,
            )
        c.paint(kb, 0.4, tex=0)
        bk = c.mask()
        for q in range(1, n):
            if q % 7 in (3, 0):
                continue
            t = q / n
            x = mix(800 - w0 + 6, 800 + w0 - 6, t)
            bk.rect(x - 2.8, y0, x + 2.8, y0 + 15)
        c.paint(bk, 0.08, tex=0)
        c.rect(800 - w0 - 3, y0 + 26, 800 + w0 + 3, y0 + 33, 0.17)
        c.dots(
            [(800 - w0 + 30 + q * 26, y0 + 29) for q in range(int((2 * w0 - 40) / 26))], 2.4, 0.8
        )
    # organist from behind on a bench
    m = c.mask()
    m.curve(
        [
            (716, 922),
            (706, 840),
            (700, 764),
            (716, 704),
            (752, 676),
            (800, 664),
            (848, 676),
            (884, 704),
            (900, 764),
            (894, 840),
            (884, 922),
        ]
    )
    m.limb([(728, 712, 30), (672, 772, 25), (652, 792, 20), (662, 742, 15), (676, 722, 12)])
    m.limb([(872, 712, 30), (930, 778, 25), (942, 790, 20), (922, 724, 15), (906, 702, 12)])
    m.limb([(800, 680, 24), (800, 640, 22)])
    m.ellipse(800, 606, 36, 46)
    c.paint(m, 0.09, tex=0.006)
    c.paint(m.edge(6, -5), 0.9, alpha=0.85, tex=0)
    c.paint(m.edge(-2.5, -2), 0.4, alpha=0.6, tex=0)
    collar = c.mask().poly([(776, 662), (824, 662), (830, 676), (770, 676)])
    c.paint(collar, 0.84)
    hair = c.mask().curve(
        [
            (765, 612),
            (764, 574),
            (784, 556),
            (816, 556),
            (836, 574),
            (835, 612),
            (824, 636),
            (776, 636),
        ]
    )
    c.paint(hair, 0.13)
    c.paint(hair.edge(5, -4), 0.8, alpha=0.8, tex=0)
    c.line([(800, 690), (800, 900)], 2, 0.04, alpha=0.7)
    c.poly([(640, 906), (960, 906), (974, 934), (626, 934)], 0.15)
    c.poly([(640, 906), (960, 906), (962, 911), (638, 911)], 0.7)
    for x in (652, 936):
        c.poly([(x, 934), (x + 14, 934), (x + 16, 972), (x - 2, 972)], 0.1)
    # audience heads in front
    heads = c.mask()
    for row, (y, r, step) in enumerate(((1046, 30, 86), (1092, 40, 112))):
        for i, x in enumerate(range(-20 + row * 40, 1660, step)):
            if (i * 7 + row * 3) % 9 == 4:
                continue
            q = x + rng.uniform(-10, 10)
            yy = y + rng.uniform(-6, 8)
            heads.ellipse(q, yy - 22, r * 0.72, r * 0.9).limb(
                [(q, yy + 6, r * 0.5), (q, yy + 30, r)]
            )
            heads.curve(
                [
                    (q - r * 1.7, yy + 80),
                    (q - r * 1.5, yy + 26),
                    (q, yy + 8),
                    (q + r * 1.5, yy + 26),
                    (q + r * 1.7, yy + 80),
                ]
            )
    c.paint(heads, 0.055)
    c.paint(
        heads.edge(0, -2.2),
        lambda q, w: 0.2 + 0.35 * np.exp(-(((q - 800) / 420) ** 2)),
        alpha=0.8,
        tex=0,
    )
    return c


def bandstand():
    c = Canvas(612)
    c.sky(0.5, 0.66, 700, clouds=0.14)
    _X, _Y = c.x, c.y
    # sea strip, park trees in mist
    c.rect(0, 610, 1600, 690, lambda q, w: 0.6 - (w - 610) / 900)
    rng = np.random.default_rng(4)
    for depth, (t, y, n) in enumerate(((0.52, 640, 18), (0.42, 690, 13))):
        m = c.mask()
        for _ in range(n):
            x = rng.uniform(-40, 1640)
            if abs(x - 800) < 330:
                continue
            s = rng.uniform(90, 170) * (1 + depth * 0.5)
            m.limb([(x, y + 30, 9 + depth * 4), (x, y - s * 0.5, 5)])
            for _ in range(13):
                a, q = rng.uniform(0, 6.3), rng.uniform(0, 1) ** 0.6
                m.ellipse(
                    x + np.cos(a) * q * s * 0.36,
                    y - s * 0.78 + np.sin(a) * q * s * 0.3,
                    s * rng.uniform(0.15, 0.26),
                )
        c.paint(m, t, tex=0.03)
    c.mist(680, 60, 0.68, 0.6)
    g = c.mask().rect(0, 700, 1600, 1067)
    c.ground(g, lambda q, w: 0.4 - (w - 700) / 2200, seed=5, amp=0.03, sx=4)
    # bandstand
    cx = 800
    c.poly([(500, 730), (1100, 730), (1100, 838), (500, 838)], 0.36)
    for s in (-1, 1):
        c.poly(
            [(cx + s * 300, 730), (cx + s * 392, 704), (cx + s * 392, 800), (cx + s * 300, 838)],
            0.28 if s > 0 else 0.44,
        )
    for i in range(12):
        x = 500 + i * 50
        c.line([(x, 742), (x, 838)], 2, 0.28)
    c.poly([(392, 704), (1208, 704), (1108, 742), (492, 742)], 0.62)
    c.poly([(492, 736), (1108, 736), (1108, 748), (492, 748)], 0.78)
    # inside: back posts, lamps, the band
    for x in (560, 700, 900, 1040):
        c.rect(x - 5, 400, x + 5, 706, 0.36)
    c.glow(cx, 560, 380, 0.34, ry=230)
    # band: seated players with instruments
    band = c.mask()
    brass = c.mask()
    for i, (x, y, h) in enumerate(
        (
            (566, 722, 168),
            (634, 716, 166),
            (704, 712, 164),
            (896, 712, 164),
            (966, 716, 166),
            (1034, 722, 168),
        )
    ):
        f = 1 if x < cx else -1
        p = person(
            band,
            x,
            y,
            h,
            "sit",
            f,
            build=1.05,
            hat="cap",
            el=(0.1, 0.42),
            hl=(0.17, 0.5),
            er=(0.12, 0.42),
            hr=(0.19, 0.53),
        )
        hx, hy = p["hr"]
        if i in (0, 5):  # tuba
            brass.limb(
                [(x + f * 30, y - 126, 4), (x + f * 26, y - 96, 7), (x + f * 24, y - 64, 8)]
            ).poly(
                [
                    (x + f * 26, y - 122),
                    (x + f * 10, y - 152),
                    (x + f * 54, y - 152),
                    (x + f * 36, y - 122),
                ]
            )
        elif i in (1, 4):  # trombone
            brass.limb([(hx - f * 14, hy - 8, 2.4), (hx + f * 56, hy + 12, 2.4)]).poly(
                [(hx + f * 30, hy - 6), (hx + f * 58, hy - 18), (hx + f * 60, hy + 10)]
            )
        else:  # cornet
            brass.limb([(hx - f * 18, hy - 12, 2), (hx + f * 16, hy - 5, 3)]).poly(
                [(hx + f * 12, hy - 9), (hx + f * 34, hy - 18), (hx + f * 34, hy + 8)]
            )
    p = person(
        band,
        800,
        742,
        190,
        "stand",
        1,
        el=(-0.2, 0.72),
        hl=(-0.26, 0.86),
        er=(0.2, 0.74),
        hr=(0.27, 0.88),
        coat=0.35,
    )
    band.line([p["hr"], (p["hr"][0] + 26, p["hr"][1] - 30)], 2)
    for x in (634, 704, 896, 966):
        f = 1 if x < cx else -1
        band.line([(x + f * 44, 716), (x + f * 44, 650)], 2.6).poly(
            [(x + f * 34, 652), (x + f * 62, 640), (x + f * 64, 618), (x + f * 34, 632)]
        )
    c.paint(band, 0.12)
    c.paint(band.edge(0, -2), 0.72, alpha=0.6, tex=0)
    c.paint(brass, 0.84, tex=0.04, scale=0.6)
    c.paint(brass.edge(0, 2), 0.5, alpha=0.8, tex=0)
    # roof
    roof = c.mask().poly(
        spline([(360, 402), (430, 360), (560, 300), (690, 256), (762, 210)], False)
        + spline([(838, 210), (910, 256), (1040, 300), (1170, 360), (1240, 402)], False)
    )
    c.paint(roof, lambda q, w: 0.22 + 0.1 * smooth(-(q - 800) / 440, -0.6, 0.8))
    ribs = c.mask()
    for x0, x1 in ((778, 492), (822, 1108), (792, 690), (808, 910)):
        ribs.line(
            spline(
                [(x0, 212), (mix(x0, x1, 0.3), 262), (mix(x0, x1, 0.66), 318), (x1, 404)], False
            ),
            3,
        )
    c.paint(ribs.within(roof), 0.36, tex=0)
    c.paint(roof.edge(0, -4), 0.72, alpha=0.7, tex=0)
    c.poly([(762, 212), (838, 212), (826, 176), (774, 176)], 0.3)
    c.poly(
        spline([(764, 178), (780, 150), (800, 132)], False)
        + spline([(800, 132), (820, 150), (836, 178)], False),
        0.22,
    )
    c.line([(800, 96), (800, 136)], 4, 0.2)
    c.ellipse(800, 96, 6, 6, 0.2)
    # frieze and fretwork
    c.rect(372, 400, 1228, 414, 0.72)
    c.rect(380, 414, 1220, 428, 0.26)
    fret = c.mask()
    for x in range(384, 1216, 26):
        fret.poly([(x, 428), (x + 26, 428), (x + 13, 448)])
    c.paint(fret, 0.3)
    for x in range(640, 1000, 110):
        c.line([(x - 5, 428), (x - 5, 462)], 1.6, 0.2)
        c.glow(x - 5, 470, 90, 0.45, power=2.4)
        c.ellipse(x - 5, 470, 8, 10, 0.97, tex=0)
    # front posts with brackets, railings
    for x in (396, 492, 1108, 1204):
        y1 = 742 if 400 < x < 1200 else 706
        c.rect(x - 8, 412, x + 8, y1, 0.13)
        for s in (-1, 1):
            c.line(spline([(x, 500), (x + s * 18, 466), (x + s * 46, 430)], False), 4, 0.13)
    rail = c.mask()
    for xa, ya, xb, yb in ((396, 640, 492, 672), (1108, 672, 1204, 640)):
        for q in np.linspace(0, 1, 8):
            rail.line(
                [(mix(xa, xb, q), mix(ya, yb, q)), (mix(xa, xb, q), mix(ya, yb, q) + 68)], 2.4
            )
        rail.line([(xa, ya), (xb, yb)], 5).line([(xa, ya + 60), (xb, yb + 60)], 4)
    for q in range(492, 690, 20):
        rail.line([(q, 676), (q, 740)], 2.2)
    for q in range(912, 1110, 20):
        rail.line([(q, 676), (q, 740)], 2.2)
    rail.line([(492, 676), (690, 676)], 5).line([(910, 676), (1108, 676)], 5)
    c.paint(rail, 0.12, tex=0)
    for i in range(4):
        c.poly(
            [
                (700 - i * 10, 744 + i * 24),
                (900 + i * 10, 744 + i * 24),
                (906 + i * 10, 758 + i * 24),
                (694 - i * 10, 758 + i * 24),
            ],
            0.66 - i * 0.03,
        )
        c.rect(694 - i * 10, 757 + i * 24, 906 + i * 10, 769 + i * 24, 0.34)
    # the wet ground mirrors the light
    y0 = 850
    n = ripples(c, y0, 8, None, 9, 34, 0.8)
    sy = np.clip(2 * y0 - c.y[y0:] - 2, 0, y0 - 1).astype(int)
    sx = np.clip(c.x[y0:] + 5 * n, 0, 1599).astype(int)
    pud = smooth(
        np.exp(-(((c.y[y0:] - 905) / 60) ** 2)) * np.exp(-(((c.x[y0:] - 800) / 620) ** 2))
        + 0.1 * n,
        0.25,
        0.6,
    )
    c.a[y0:] = mix(c.a[y0:], c.a[sy, sx] * 0.86, pud * 0.75)
    # listeners under umbrellas, backs to us
    rows = [
        (330, 872, 150, 0),
        (470, 886, 156, 2),
        (1130, 884, 158, 1),
        (1270, 874, 150, 3),
        (1400, 900, 164, 4),
        (190, 904, 164, 5),
    ]
    near = [
        (120, 1040, 230, 0),
        (380, 1050, 236, 1),
        (640, 1046, 230, 2),
        (1010, 1052, 238, 3),
        (1240, 1044, 226, 4),
        (1490, 1050, 236, 5),
    ]
    for group, dark in ((rows, 0.17), (near, 0.085)):
        for x, y, h, k in group:
            m = c.mask()
            person(m, x, y, h, "stand", 1, coat=0.85)
            if k in (1, 4):
                person(m, x + h * 0.26, y + 3, h * 0.95, "stand", 1, coat=0.8, hair="long")
            c.paint(
                c.mask().ellipse(x + h * 0.08, y, h * 0.26, h * 0.035),
                0.1,
                alpha=0.6,
                blur=4,
                tex=0,
            )
            c.paint(m, dark)
            c.paint(m.edge(0, -0.01 * h), 0.62, alpha=0.6, tex=0)
            u = c.mask()
            umbrella(
                u,
                x + (h * 0.12 if k in (1, 4) else 0),
                y - h * 1.2,
                h * (0.44 if k in (1, 4) else 0.38),
                tilt=[0.1, -0.05, 0.15, -0.12, 0.0, 0.08][k],
                handle=0.9,
            )
            tone = (
                [0.1, 0.84, 0.15, 0.3, 0.12, 0.62][k]
                if dark < 0.1
                else [0.2, 0.3, 0.72, 0.22, 0.4, 0.2][k]
            )
            c.paint(u, tone)
            c.paint(u.edge(0, -0.012 * h), min(tone + 0.4, 0.94), alpha=0.7, tex=0)
            ux, uy, ur = (
                x + (h * 0.12 if k in (1, 4) else 0),
                y - h * 1.2,
                h * (0.44 if k in (1, 4) else 0.38),
            )
            ribs = c.mask()
            for q in (-0.5, 0.02, 0.52):
                ribs.line(
                    spline(
                        [
                            (ux + ur * 0.03, uy + 1),
                            (ux + q * ur * 0.7, uy + ur * 0.15),
                            (ux + q * ur, uy + ur * 0.5),
                        ],
                        False,
                    ),
                    1.4,
                )
            c.paint(
                ribs.within(u),
                max(tone - 0.12, 0.04) if tone > 0.4 else tone + 0.15,
                alpha=0.7,
                tex=0,
            )
    c.rain(1700, slant=0.14, length=(20, 64), tone=0.9, alpha=0.34)
    return c


def _dancer(m, pts, head, r=1.0, skirt=None):
    """Limbs as lists of (x, y, r), a head (x, y, size)."""
    for p in pts:
        m.limb([(x, y, q * r) for x, y, q in p])
    if skirt:
        m.curve(skirt)
    m.ellipse(head[0], head[1], head[2] * 0.8, head[2])


def dancers():
    c = Canvas(623, tone=0.3)
    X, Y = c.x, c.y
    c.a = (0.27 - 0.06 * smooth(np.abs(X - 800), 300, 800)).astype(np.float32)
    # the tall window: sky, sea and a crane beyond
    wx0, wx1, wy0, wy1 = 330, 1270, 50, 760
    win = c.mask().rect(wx0, wy0, wx1, wy1)
    n = texture(c.w, c.h, 6, 1.6, 1.7, 4)
    c.paint(win, (0.84 + 0.05 * n + 0.06 * smooth(Y, 200, 600)).astype(np.float32), tex=0)
    c.paint(c.mask().rect(wx0, 640, wx1, wy1).within(win), lambda x, y: 0.74 - (y - 640) / 900)
    out = (
        c.mask()
        .curve([(300, 650), (480, 612), (660, 606), (840, 628), (960, 650)])
        .rect(1010, 600, 1240, 642)
    )
    out.poly([(1040, 600), (1060, 440), (1072, 440), (1092, 600)]).poly(
        [(980, 452), (1240, 438), (1240, 450), (980, 464)]
    ).line([(1066, 380), (990, 456)], 3).line([(1066, 380), (1220, 444)], 3).rect(
        1060, 376, 1072, 450
    )
    c.paint(out.within(win), 0.68)
    bars = c.mask()
    for k in range(6):
        x = wx0 + k * (wx1 - wx0) / 5
        bars.rect(x - (9 if k in (0, 5) else 6), wy0, x + (9 if k in (0, 5) else 6), wy1)
    for y in (wy0, 190, 330, 470, 610, wy1):
        bars.rect(wx0 - 9, y - 5, wx1 + 9, y + 5)
    c.paint(bars, 0.2)
    c.paint(bars.edge(-2, 0), 0.5, alpha=0.6, tex=0)
    c.rect(wx0 - 26, wy1, wx1 + 26, wy1 + 22, 0.42)
    # walls: pilasters, barre, mirror, piano
    for x in (60, 240, 1330, 1510):
        c.rect(x, 0, x + 40, 800, 0.32)
        c.rect(x + 34, 0, x + 40, 800, 0.2)
    c.rect(0, 790, 1600, 830, 0.2)
    c.rect(0, 786, 1600, 794, 0.4)
    fl = c.mask().rect(0, 826, 1600, 1067)
    c.paint(fl, lambda x, y: 0.3 - (y - 826) / 2400)
    for k in range(5):
        a, b = wx0 + k * 188 + 10, wx0 + (k + 1) * 188 - 10
        c.paint(
            c.mask().poly(
                [(a, 832), (b, 832), (800 + (b - 800) * 1.75, 1067), (800 + (a - 800) * 1.75, 1067)]
            ),
            lambda x, y: 0.8 - (y - 832) / 520,
            alpha=0.72,
            blur=5,
            tex=0,
        )
    boards = c.mask()
    for k in range(-20, 40):
        x = 800 + (k - 10) * 60
        boards.line([(x, 828), (800 + (x - 800) * 2.0, 1067)], 1.5)
    c.paint(boards, 0.16, alpha=0.4, tex=0)
    c.glow(800, 420, 800, 0.16, ry=560)
    c.line([(20, 640), (320, 640)], 7, 0.12)
    c.line([(1280, 640), (1580, 640)], 7, 0.12)
    for x in (70, 200, 1400, 1530):
        c.line([(x, 640), (x, 790)], 5, 0.12)
    # piano with a pianist at the left
    piano = (
        c.mask()
        .rect(20, 690, 190, 880, r=5)
        .rect(10, 680, 200, 696)
        .rect(180, 776, 238, 792)
        .rect(226, 790, 234, 880)
    )
    person(
        piano,
        290,
        902,
        250,
        "sit",
        -1,
        hair="bun",
        el=(0.06, 0.42),
        hl=(0.22, 0.42),
        er=(0.08, 0.4),
        hr=(0.24, 0.44),
        kl=(0.17, 0.24),
        kr=(0.19, 0.24),
        fl=(0.2, 0.05),
        fr=(0.23, 0.05),
    )
    piano.rect(262, 842, 322, 854).rect(268, 854, 274, 898).rect(310, 854, 316, 898)
    c.paint(piano, 0.1)
    c.paint(piano.edge(3, -2), 0.62, alpha=0.7, tex=0)
    # three dancers before the window
    m = c.mask()

    def place(x, y, s, limbs, head, skirt=None):
        P = lambda q: (x + q[0] * s, y + q[1] * s)
        _dancer(
            m,
            [[(*P(q), q[2] * s) for q in limb] for limb in limbs],
            (*P(head), head[2] * s),
            skirt=[P(q) for q in skirt] if skirt else None,
        )
        return P

    # left: an arabesque; middle: a leap; right: reaching back
    P = place(
        470,
        940,
        1.0,
        [
            [(2, 18, 4), (0, 0, 8), (-5, -90, 14), (0, -190, 22), (8, -238, 27)],
            [(4, -236, 27), (-66, -262, 20), (-146, -306, 14), (-214, -356, 8), (-244, -382, 3)],
            [(8, -236, 27), (28, -296, 24), (50, -346, 27), (58, -372, 17)],
            [(60, -364, 13), (118, -388, 10), (168, -424, 7), (200, -452, 4)],
            [(46, -362, 13), (-14, -372, 9), (-70, -368, 7), (-104, -372, 4)],
            [(58, -376, 11), (66, -402, 10)],
        ],
        (76, -424, 25),
        [(-34, -268), (22, -288), (48, -250), (36, -190), (-2, -176), (-66, -232)],
    )
    m.ellipse(*P((58, -446)), 10)
    P = place(
        838,
        560,
        0.78,
        [
            [(0, -26, 27), (70, 2, 21), (160, 16, 14), (240, 4, 8), (276, 8, 3)],
            [(-4, -26, 27), (-74, 6, 21), (-164, 26, 14), (-244, 22, 8), (-280, 30, 3)],
            [(0, -26, 27), (8, -88, 23), (12, -146, 28), (12, -168, 19)],
            [(30, -156, 13), (88, -190, 10), (138, -242, 7), (158, -280, 4)],
            [(-8, -156, 13), (-70, -180, 10), (-132, -190, 7), (-170, -184, 4)],
            [(12, -172, 11), (16, -196, 10)],
        ],
        (22, -222, 25),
        [(-40, -50), (0, -66), (42, -50), (70, 10), (0, 26), (-66, 14)],
    )
    m.ellipse(*P((2, -246)), 8)
    P = place(
        1150,
        945,
        1.0,
        [
            [(-48, 12, 5), (-24, 0, 8), (-20, -96, 15), (-6, -200, 23), (-2, -238, 27)],
            [(108, 8, 4), (84, -4, 7), (62, -98, 14), (22, -196, 22), (-2, -238, 27)],
            [(-2, -236, 27), (-6, -298, 24), (-22, -352, 28), (-32, -380, 19)],
            [(-42, -364, 13), (-70, -430, 10), (-76, -494, 7), (-62, -536, 4)],
            [(-10, -362, 13), (44, -396, 10), (96, -430, 7), (132, -438, 4)],
            [(-34, -384, 11), (-44, -406, 10)],
        ],
        (-56, -426, 25),
    )
    m.limb([(*P((-68, -416)), 8), (*P((-92, -398)), 6), (*P((-100, -366)), 2)])
    # shadows thrown to us
    for sx, w in ((470, 40), (838, 90), (1160, 60)):
        c.paint(
            c.mask().poly(
                [
                    (sx - w * 0.4, 936),
                    (sx + w * 0.4, 936),
                    (800 + (sx + w - 800) * 1.5, 1067),
                    (800 + (sx - w - 800) * 1.5, 1067),
                ]
            ),
            0.1,
            alpha=0.55,
            blur=12,
            tex=0,
        )
    c.paint(m, 0.1, tex=0.005)
    c.paint(m.edge(0, -3), 0.86, alpha=0.55, tex=0)
    c.paint(m.edge(-2.4, 0), 0.7, alpha=0.4, tex=0)
    # choreographer on a chair at the right, bag on the floor
    t = c.mask()
    person(
        t,
        1440,
        960,
        270,
        "sit",
        -1,
        hair="tail",
        kl=(0.16, 0.28),
        kr=(0.2, 0.26),
        fl=(0.14, 0.03),
        fr=(0.2, 0.03),
        el=(0.12, 0.4),
        hl=(0.2, 0.5),
        er=(0.14, 0.36),
        hr=(0.2, 0.52),
    )
    t.rect(1410, 888, 1492, 898).rect(1414, 896, 1420, 964).rect(1484, 770, 1492, 964)
    c.paint(t, 0.1)
    c.paint(t.edge(-3, -2), 0.7, alpha=0.7, tex=0)
    return c


SCENES = {"organ": organ, "bandstand": bandstand, "dancers": dancers}
