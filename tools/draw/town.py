"""In town: market, courthouse, customs, hospital, schoolbus."""

import numpy as np
from kit import Canvas, mix, smooth, spline
from people import person, umbrella
from space import Cam, arch


def market():
    c = Canvas(201, tone=0.2)
    k = Cam(800, 520, 1.75, 1050)
    rng = c.rng
    c.a[:] = 0.24
    # the far end: a tall lit window with the harbour behind it
    zf = 46
    _x0, _y1 = k.p(-9, 0, zf)[0], k.p(0, 9, zf)[1]
    # roof
    fog = lambda t, z: mix(t, 0.66, 1 - np.exp(-z / 34))
    for z in range(46, 3, -6):
        za, zb = z - 6 if z > 6 else 2.2, z
        for s in (-1, 1):
            c.poly(
                [k.p(s * 9, 7, za), k.p(0, 11.5, za), k.p(0, 11.5, zb), k.p(s * 9, 7, zb)],
                fog(0.19, z) + (0.02 if s > 0 else 0),
            )
            c.poly(
                [
                    k.p(s * 2.2, 10.4, za + 1),
                    k.p(s * 5.4, 8.8, za + 1),
                    k.p(s * 5.4, 8.8, zb - 1),
                    k.p(s * 2.2, 10.4, zb - 1),
                ],
                fog(0.62, z),
                tex=0.03,
            )
            c.poly(k.wall(s * 9, 0, 7, za, zb), fog(0.23, z))
            c.poly(k.wall(s * 9, 3.6, 6.3, za + 0.8, zb - 0.8), fog(0.5, z), tex=0.03)
            for q in (0.3, 0.5, 0.7):
                zz = mix(za, zb, q)
                c.line(
                    [k.p(s * 9, 3.6, zz), k.p(s * 9, 6.3, zz)], max(1, 40 / zz * 0.8), fog(0.22, z)
                )
                c.line(
                    [k.p(s * 2.2, 10.4, zz), k.p(s * 5.4, 8.8, zz)],
                    max(1, 40 / zz * 0.8),
                    fog(0.2, z),
                )
    c.poly(k.face(-9, 9, 0, 7, zf) + [], 0.6)
    c.poly([k.p(-9, 7, zf), k.p(0, 11.5, zf), k.p(9, 7, zf)], 0.52)
    c.poly(
        [k.p(-5.4, 0, zf), k.p(-5.4, 6, zf)]
        + [k.p(5.4 * np.cos(a), 6 + 3.6 * np.sin(a), zf) for a in np.linspace(np.pi, 0, 16)]
        + [k.p(5.4, 0, zf)],
        0.93,
    )
    for x in (-3.6, -1.8, 0, 1.8, 3.6):
        c.line([k.p(x, 0, zf), k.p(x, 9, zf)], 2.4, 0.5)
    for y in (3, 6):
        c.line([k.p(-5.4, y, zf), k.p(5.4, y, zf)], 2.4, 0.5)
    # floor, wet
    n = np.exp(-(((c.x - 800) / (60 + (c.y - 520) * 0.55)) ** 2))
    fl = c.mask().poly(k.floor(-9, 9, 2.0, zf))
    c.ground(
        fl,
        lambda x, y: (
            0.3
            + 0.3 * np.exp(-(((x - 800) / (50 + (y - 520) * 0.42)) ** 2))
            - 0.14 * smooth(y, 700, 1067)
        ),
        seed=3,
        amp=0.022,
        sx=5,
    )
    # columns and roof trusses
    for z in (40, 34, 28, 22, 16, 10.5, 6.2):
        t = fog(0.1, z)
        for s in (-1, 1):
            w = 0.16
            c.poly(k.face(s * 6 - w, s * 6 + w, 0, 7.6, z), t)
            c.poly(k.face(s * 6 - w * 2, s * 6 + w * 2, 0, 0.5, z), t)
            c.poly(k.face(s * 6 - w * 2.4, s * 6 + w * 2.4, 7.0, 7.3, z), t)
            q = [
                k.p(s * (6 - 2.6 * np.sin(a)), 7.2 + 2.6 * (1 - np.cos(a)) - 1.2, z)
                for a in np.linspace(0, 1.5, 9)
            ]
            c.line(q, max(1.4, 0.14 * k.s(z)), t)
            c.line([k.p(s * 9, 7, z), k.p(0, 11.4, z)], max(1.4, 0.22 * k.s(z)), t)
        c.line([k.p(-8.9, 7.5, z), k.p(8.9, 7.5, z)], max(1.4, 0.14 * k.s(z)), t)
        c.line([k.p(0, 7.5, z), k.p(0, 11.4, z)], max(1.2, 0.1 * k.s(z)), t)
        for s in (-1, 1):
            c.line([k.p(0, 7.5, z), k.p(s * 3.6, 9.6, z)], max(1.2, 0.08 * k.s(z)), t)
    # stalls, lamps, people, from the back
    for z in (38, 32, 26, 20, 14.5, 9.4, 6.0):
        t = fog(0.13, z)
        for s in (-1, 1):
            xa, xb = (2.3, 5.6) if s > 0 else (-5.6, -2.3)
            # people behind
            m = c.mask()
            for q in (0.3, 0.75) if z > 9 else (0.55,):
                px = mix(xa, xb, q) + rng.uniform(-0.3, 0.3)
                person(
                    m,
                    *k.p(px, 0, z + 1.6),
                    1.72 * k.s(z + 1.6),
                    "stand",
                    rng.choice([-1, 1]),
                    coat=0.5,
                    hat=rng.choice(["cap", "wool", None, "brim"]),
                    build=1.1,
                )
            c.paint(m, fog(0.1, z), tex=0)
            c.paint(m.edge(-s * 0.02 * k.s(z), -0.02 * k.s(z)), fog(0.6, z), alpha=0.7, tex=0)
            # table: ice slope with fish, front board
            top = [
                k.p(xa, 1.02, z),
                k.p(xb, 1.02, z),
                k.p(xb - 0.0, 1.3, z + 1.3),
                k.p(xa, 1.3, z + 1.3),
            ]
            c.poly(top, 0.84, tex=0.05, scale=0.8)
            fish = c.mask()
            for _ in range(26):
                u, v = rng.uniform(0.05, 0.95), rng.uniform(0.08, 0.86)
                x, y = mix(xa, xb, u), 1.02 + 0.28 * v
                px, py = k.p(x, y, z + 1.3 * v)
                r = 0.15 * k.s(z + 1.3 * v)
                fish.curve(
                    [
                        (px - r, py),
                        (px - r * 0.2, py - r * 0.3),
                        (px + r * 0.7, py - r * 0.05),
                        (px + r * 1.2, py - r * 0.28),
                        (px + r * 1.15, py + r * 0.25),
                        (px + r * 0.6, py + r * 0.1),
                        (px - r * 0.2, py + r * 0.28),
                    ],
                    step=3,
                )
            c.paint(fish, fog(0.36, z), tex=0)
            c.paint(fish.edge(0, -0.02 * k.s(z)), 0.66, tex=0, alpha=0.8)
            c.poly(k.face(xa, xb, 0.1, 1.02, z), t)
            c.poly(k.face(xa, xb, 0.94, 1.04, z), fog(0.5, z))
            sidex = xa if s > 0 else xb
            c.poly(k.wall(sidex, 0.1, 1.1, z, z + 1.3), t + 0.07)
            # crates
            for q in (0.1, 0.62):
                a = mix(xa, xb, q)
                c.poly(k.face(a, a + 0.8, 0, 0.36, z - 0.5), t + 0.13)
                for yy in (0.12, 0.24):
                    c.line(
                        [k.p(a, yy, z - 0.5), k.p(a + 0.8, yy, z - 0.5)], max(1, 0.025 * k.s(z)), t
                    )
            # awning stripe
            n = 8
            for i in range(n):
                a, b = mix(xa - 0.2, xb + 0.2, i / n), mix(xa - 0.2, xb + 0.2, (i + 1) / n)
                c.poly(
                    [
                        k.p(a, 2.75, z - 0.4),
                        k.p(b, 2.75, z - 0.4),
                        k.p(b, 3.25, z + 1.4),
                        k.p(a, 3.25, z + 1.4),
                    ],
                    fog(0.7 if i % 2 else 0.22, z),
                )
                c.curve(
                    [
                        k.p(a, 2.76, z - 0.4),
                        k.p(b, 2.76, z - 0.4),
                        k.p(b, 2.6, z - 0.4),
                        k.p((a + b) / 2, 2.52, z - 0.4),
                        k.p(a, 2.6, z - 0.4),
                    ],
                    fog(0.62 if i % 2 else 0.18, z),
                )
            for x in (xa, xb):
                c.line([k.p(x, 0, z - 0.3), k.p(x, 2.75, z - 0.3)], max(1.2, 0.05 * k.s(z)), t)
        # lamps over the aisle
        for x in (-3.9, 0, 3.9):
            if x == 0 and z < 9:
                continue
            h = 4.3 if x else 5.0
            lx, ly = k.p(x, h, z)
            r = 0.3 * k.s(z)
            c.line([(lx, ly - r), k.p(x, 7.5, z)], max(1, 0.03 * k.s(z)), fog(0.12, z))
            c.poly(
                [
                    (lx - r, ly),
                    (lx - r * 0.3, ly - r * 0.8),
                    (lx + r * 0.3, ly - r * 0.8),
                    (lx + r, ly),
                ],
                fog(0.1, z),
            )
            c.glow(lx, ly + r * 0.3, r * 6, 0.5, power=3)
            c.ellipse(lx, ly + r * 0.15, r * 0.62, r * 0.42, 0.97, tex=0)
        if z < 12:
            c.glow(k.p(3.9, 0, z)[0], k.p(0, 1.1, z)[1], 1.7 * k.s(z), 0.1)
    # shoppers in the aisle
    for x, z, face, pose, hat, bag in (
        (-0.5, 24, 1, "walk", None, False),
        (0.6, 19, -1, "stand", "cap", False),
        (1.2, 19.4, -1, "stand", None, True),
        (-1.0, 12.5, -1, "walk", "brim", True),
        (0.55, 8.2, 1, "walk", "wool", True),
    ):
        px, py = k.p(x, 0, z)
        h = 1.72 * k.s(z)
        c.paint(
            c.mask().ellipse(px, py + h * 0.2, h * 0.12, h * 0.22),
            0.12,
            blur=h * 0.05,
            alpha=0.5,
            tex=0,
        )
        m = c.mask()
        person(m, px, py, h, pose, face, coat=0.75, hat=hat, bag=bag)
        c.paint(m, fog(0.09, z * 0.7), tex=0.006)
        c.paint(m.edge(-0.012 * h if x > 0 else 0.012 * h, -0.006 * h), 0.74, alpha=0.6, tex=0)
    c.glow(800, 470, 520, 0.22, ry=420)
    return c


def courthouse():
    c = Canvas(212)
    c.sky(0.44, 0.56, 900, clouds=0.12)
    # wings
    c.rect(-10, 330, 1610, 800, 0.34)
    for x in list(range(20, 220, 92)) + list(range(1400, 1600, 92)):
        for y in (380, 560):
            c.rect(x, y, x + 46, y + 110, 0.22)
            c.rect(x - 6, y - 12, x + 52, y - 4, 0.42)
            c.line([(x + 23, y), (x + 23, y + 110)], 2.5, 0.36)
    c.rect(-10, 318, 1610, 334, 0.42)
    # portico: deep shade, lit door
    c.rect(240, 320, 1360, 800, 0.19)
    for x in (470, 700, 930, 1160):
        if x != 700:
            pass
    door = c.mask().rect(724, 470, 876, 800)
    c.paint(door, 0.86)
    c.glow(800, 640, 330, 0.3)
    c.rect(724, 470, 876, 540, 0.9)
    c.line([(800, 540), (800, 800)], 4, 0.3)
    c.line([(724, 540), (876, 540)], 5, 0.3)
    for x in (762, 838):
        c.line([(x, 470), (x, 540)], 3, 0.4)
    for x in (540, 1010):
        c.rect(x, 500, x + 56, 660, 0.62)
        c.line([(x + 28, 500), (x + 28, 660)], 3, 0.22)
        c.line([(x, 570), (x + 56, 570)], 3, 0.22)
    # columns
    for i in range(6):
        x = 296 + i * 201.6
        w = 42
        c.paint(
            c.mask().poly([(x - w * 0.84, 336), (x + w * 0.84, 336), (x + w, 800), (x - w, 800)]),
            lambda X, Y: (
                0.72 - 0.34 * smooth((X - x) / w, -0.3, 1.0) - 0.12 * smooth(-(X - x) / w, 0.3, 1.0)
            ),
        )
        for q in (-0.62, -0.34, -0.06, 0.22, 0.5, 0.76):
            c.line([(x + q * w * 0.84, 352), (x + q * w, 780)], 2.4, 0.42, alpha=0.5)
        c.poly(
            [(x - w * 1.3, 312), (x + w * 1.3, 312), (x + w * 0.92, 344), (x - w * 0.92, 344)], 0.66
        )
        c.rect(x - w * 1.2, 776, x + w * 1.2, 802, 0.6)
    # entablature and pediment
    c.rect(226, 246, 1374, 314, lambda X, Y: 0.62 - (Y - 246) / 900)
    c.rect(216, 236, 1384, 250, 0.72)
    c.line([(226, 290), (1374, 290)], 2, 0.45)
    dent = c.mask()
    for x in range(236, 1366, 22):
        dent.rect(x, 296, x + 11, 308)
    c.paint(dent, 0.36, tex=0)
    for x in (330, 532, 733, 935, 1136, 1290):
        c.rect(x - 22, 256, x + 22, 286, 0.5)
        for q in (-14, 0, 14):
            c.rect(x + q - 3, 258, x + q + 3, 284, 0.38, tex=0)
    ped = c.mask().poly([(200, 238), (800, 62), (1400, 238)])
    c.paint(ped, 0.64)
    c.poly([(290, 226), (800, 82), (1310, 226)], 0.42)
    # relief: scales and seated figures
    r = c.mask()
    r.line([(800, 104), (800, 218)], 7).line([(726, 132), (874, 132)], 5)
    for s in (-1, 1):
        r.line([(800 + s * 74, 132), (800 + s * 94, 172)], 2).line(
            [(800 + s * 74, 132), (800 + s * 54, 172)], 2
        )
        r.curve([(800 + s * 98, 172), (800 + s * 74, 190), (800 + s * 50, 172)])
        for q, h in ((180, 100), (270, 76), (350, 52)):
            person(r, 800 + s * q, 224, h, "sit", -s, build=1.3, feet=False)
    c.paint(r, 0.6)
    c.paint(r.edge(-2, -2), 0.76, alpha=0.6, tex=0)
    # steps
    for i in range(9):
        y = 800 + i * 21
        grow = i * 34
        c.rect(
            200 - grow,
            y,
            1400 + grow,
            y + 9,
            lambda X, Y: 0.68 - i * 0.012 + 0.12 * np.exp(-(((X - 800) / 150) ** 2)),
        )
        c.rect(
            200 - grow,
            y + 8,
            1400 + grow,
            y + 22,
            lambda X, Y: 0.36 - i * 0.008 + 0.1 * np.exp(-(((X - 800) / 150) ** 2)),
        )
    for s in (-1, 1):
        x = 800 + s * 620
        c.poly([(x - 34, 770), (x + 34, 770), (x + 34 + s * 60, 985), (x - 34 + s * 60, 985)], 0.46)
        c.rect(x - 44, 756, x + 44, 774, 0.6)
        c.line([(x, 640), (x, 758)], 7, 0.12)
        c.ellipse(x, 622, 22, 24, 0.95)
        c.glow(x, 622, 160, 0.5, power=2.5)
        c.rect(x - 12, 644, x + 12, 652, 0.12)
        c.poly([(x - 16, 602), (x, 584), (x + 16, 602)], 0.12)
    c.water(989, deep=0.3, hold=0.72, streak=0.03, chop=8, fade=0.4, squash=1.2)
    # people with umbrellas
    for x, y, h, pose, face in (
        (610, 872, 150, "walk", 1),
        (1010, 916, 168, "walk", -1),
        (1064, 916, 160, "walk", -1),
        (404, 1000, 210, "walk", 1),
    ):
        c.paint(c.mask().ellipse(x, y, h * 0.2, h * 0.03), 0.12, alpha=0.6, blur=4, tex=0)
        m = c.mask()
        p = person(
            m, x, y, h, pose, face, coat=0.8, bag=x in (610, 404), er=(0.1, 0.68), hr=(0.1, 0.82)
        )
        if x != 1010:
            umbrella(m, p["hr"][0], y - h * 1.18, h * 0.42, tilt=0.15 * face, handle=0.75)
        c.paint(m, 0.09)
        c.paint(m.edge(-0.008 * h, -0.014 * h), 0.7, alpha=0.7, tex=0)
    m = c.mask()
    person(m, 770, 806, 118, "stand", 1, coat=0.8)
    person(m, 828, 806, 112, "side", -1, coat=0.6, bag=True)
    c.paint(m, 0.1)
    c.rain(1500, slant=0.2, length=(20, 66), tone=0.86, alpha=0.32)
    c.mist(985, 50, 0.6, 0.3)
    return c


def customs():
    c = Canvas(223)
    y0 = 838
    c.sky(0.44, 0.8, 800, clouds=0.17, light=(260, 560, 520, 240, 0.92))
    # neighbours behind
    for x, w, t, tone in (
        (-20, 190, 520, 0.5),
        (170, 130, 560, 0.56),
        (1330, 140, 500, 0.46),
        (1470, 160, 470, 0.42),
    ):
        c.rect(x, t, x + w, y0, tone)
        c.poly([(x - 4, t + 2), (x + w / 2, t - w * 0.34), (x + w + 4, t + 2)], tone - 0.06)
        for i in range(int(w // 46)):
            for j in range(4):
                c.rect(
                    x + 16 + i * 46,
                    t + 30 + j * 64,
                    x + 38 + i * 46,
                    t + 64 + j * 64,
                    tone - 0.12,
                    tex=0,
                )
    mast = c.mask()
    for x, h in ((60, 330), (96, 300), (240, 280)):
        mast.line([(x, y0), (x, y0 - h - 160)], 3).line(
            [(x, y0 - h - 150), (x - 70, y0 - 60)], 1.2
        ).line([(x, y0 - h - 150), (x + 70, y0 - 60)], 1.2)
    c.paint(mast, 0.34, tex=0)
    wall = lambda X, Y: 0.7 - 0.2 * smooth(X, 300, 1330)
    # main block
    c.rect(310, 452, 1310, 780, wall)
    c.rect(296, 436, 1324, 456, 0.78)
    c.rect(296, 452, 1324, 460, 0.36)
    c.poly([(304, 438), (372, 372), (1248, 372), (1316, 438)], 0.27)
    for x in (430, 560, 1040, 1170):
        c.poly([(x - 30, 430), (x - 30, 396), (x, 374), (x + 30, 396), (x + 30, 430)], 0.5)
        c.rect(x - 14, 396, x + 14, 430, 0.2)
        c.poly(
            [(x - 38, 398), (x, 366), (x + 38, 398), (x + 30, 400), (x, 377), (x - 30, 400)], 0.2
        )
    for x in (348, 1256):
        c.rect(x, 330, x + 30, 400, 0.36)
        c.rect(x - 5, 326, x + 35, 336, 0.44)
    # windows in two rows
    xs = [354, 438, 522, 606, 966, 1050, 1134, 1218]
    for x in xs:
        c.rect(x - 6, 486, x + 46, 492, 0.8)
        c.rect(x, 492, x + 40, 580, 0.22)
        c.poly([(x + 4, 574), (x + 14, 574), (x + 34, 496), (x + 24, 496)], 0.32, tex=0)
        c.line([(x + 20, 492), (x + 20, 580)], 3, 0.72)
        for y in (521, 550):
            c.line([(x, y), (x + 40, y)], 2.4, 0.72)
        c.rect(x - 6, 580, x + 46, 587, 0.8)
        a = arch(x - 4, x + 44, 742, 656)
        c.poly(a, 0.2)
        c.line([(x + 20, 634), (x + 20, 742)], 3, 0.66)
        c.line([(x - 4, 690), (x + 44, 690)], 3, 0.66)
    c.rect(310, 604, 1310, 614, 0.78)
    for y in (632, 664, 696, 728, 760):
        c.line([(310, y), (1310, y)], 1.5, 0.42, alpha=0.45)
    c.rect(310, 764, 1310, 786, 0.46)
    # centre: pediment over four pilasters
    c.rect(670, 430, 930, 790, lambda X, Y: 0.8 - 0.14 * smooth(X, 670, 930))
    c.poly([(652, 436), (800, 366), (948, 436)], 0.82)
    c.poly([(690, 428), (800, 378), (910, 428)], 0.5)
    c.ellipse(800, 410, 17, 16, 0.74)
    anchor = (
        c.mask()
        .line([(800, 398), (800, 422)], 3)
        .line([(792, 403), (808, 403)], 2.5)
        .line(spline([(790, 414), (800, 423), (810, 414)], False), 2.5)
    )
    c.paint(anchor, 0.25, tex=0)
    c.rect(652, 434, 948, 446, 0.86)
    for x in (680, 744, 836, 900):
        c.rect(x, 446, x + 20, 786, lambda X, Y: 0.88 - 0.24 * smooth(X, x + 4, x + 20))
        c.rect(x - 4, 446, x + 24, 456, 0.84)
    c.rect(770, 486, 830, 590, 0.24)
    c.line([(800, 486), (800, 590)], 3, 0.74)
    for y in (520, 555):
        c.line([(770, y), (830, y)], 2.4, 0.74)
    c.poly(arch(764, 836, 790, 668), 0.11)
    c.poly(arch(774, 826, 790, 674), 0.16)
    c.line([(800, 650), (800, 790)], 2, 0.3)
    # clock tower
    c.rect(742, 214, 858, 372, lambda X, Y: 0.84 - 0.28 * smooth(X, 760, 858))
    c.rect(732, 204, 868, 218, 0.84)
    c.rect(732, 360, 868, 374, 0.74)
    c.rect(756, 118, 844, 206, lambda X, Y: 0.8 - 0.26 * smooth(X, 770, 844))
    for x in (770, 806):
        c.poly(arch(x, x + 24, 196, 152), 0.18)
    c.rect(748, 110, 852, 121, 0.82)
    c.poly(
        spline([(752, 112), (762, 76), (800, 52)], False)
        + spline([(800, 52), (838, 76), (848, 112)], False),
        0.28,
    )
    c.line([(800, 10), (800, 56)], 4, 0.2)
    c.poly([(800, 14), (838, 22), (800, 32)], 0.2)
    c.ellipse(800, 284, 46, 46, 0.3)
    c.ellipse(800, 284, 40, 40, 0.94, tex=0)
    hands = c.mask().line([(800, 284), (800, 254)], 4).line([(800, 284), (822, 296)], 5)
    for i in range(12):
        a = i * np.pi / 6
        hands.line(
            [
                (800 + 32 * np.sin(a), 284 - 32 * np.cos(a)),
                (800 + 37 * np.sin(a), 284 - 37 * np.cos(a)),
            ],
            3,
        )
    c.paint(hands, 0.14, tex=0)
    # steps
    for i in range(7):
        c.rect(650 - i * 16, 786 + i * 8, 950 + i * 16, 790 + i * 8, 0.78)
        c.rect(650 - i * 16, 790 + i * 8, 950 + i * 16, 795 + i * 8, 0.4)
    # quay
    q = c.mask().poly([(0, 842), (1600, 842), (1600, 1067), (0, 1067)])
    c.ground(
        q,
        lambda X, Y: 0.4 - (Y - 842) / 900 + 0.09 * np.exp(-(((X - 260) / 500) ** 2)),
        seed=6,
        amp=0.03,
        sx=3,
    )
    joints = c.mask()
    for i, y in enumerate((866, 900, 948, 1012)):
        joints.line([(0, y), (1600, y)], 1.6)
        for j in range(-6, 24):
            x = 800 + (j - 8 + 0.5 * (i % 2)) * (60 + i * 26)
            joints.line([(x, y), (x + (x - 800) * 0.1, [900, 948, 1012, 1090][i])], 1.4)
    c.paint(joints, 0.17, alpha=0.5, tex=0)
    shade = c.mask().poly(
        [(560, 842), (1340, 842), (1600, 930), (1600, 900), (1600, 1010), (900, 900)]
    )
    c.paint(shade, 0.16, alpha=0.5, blur=14, tex=0)
    for x in (120, 430, 1180, 1490):
        c.line([(x, 690), (x, 846)], 6, 0.16)
        c.rect(x - 9, 836, x + 9, 848, 0.16)
        c.poly([(x - 12, 668), (x + 12, 668), (x + 8, 694), (x - 8, 694)], 0.8)
        c.poly([(x - 16, 668), (x, 652), (x + 16, 668)], 0.16)
    m = c.mask()
    for x, y, h, p, f, hat, bag in (
        (760, 838, 84, "walk", 1, None, True),
        (880, 812, 78, "stand", -1, "cap", False),
        (906, 813, 76, "stand", -1, None, False),
        (560, 858, 98, "walk", 1, "brim", False),
        (1090, 880, 116, "walk", -1, None, True),
    ):
        c.paint(
            c.mask().limb([(x, y, 5), (x + h * 0.9, y + h * 0.2, 5)]),
            0.16,
            alpha=0.5,
            blur=3,
            tex=0,
        )
        person(m, x, y, h, p, f, coat=0.7, hat=hat, bag=bag)
    # bicycle leaning on the lamp
    for x in (1166, 1236):
        c.paint(c.mask().ellipse(x, 872, 27).cut(c.mask().ellipse(x, 872, 24)), 0.1, tex=0)
    b = (
        c.mask()
        .line([(1166, 872), (1188, 834), (1224, 834), (1202, 872), (1166, 872)], 3)
        .line([(1188, 834), (1202, 872)], 3)
        .line([(1236, 872), (1222, 822), (1234, 818)], 3)
    )
    b.line([(1180, 826), (1196, 826)], 5)
    c.paint(b, 0.1, tex=0)
    c.paint(m, 0.1)
    c.paint(m.edge(-3, -2), 0.8, alpha=0.7, tex=0)
    c.gulls(
        [(500, 200, 24), (580, 240, 16), (1080, 180, 22), (1160, 150, 15), (390, 280, 13)],
        0.24,
        2.3,
    )
    return c


SCENES = {"market": market, "courthouse": courthouse, "customs": customs}
