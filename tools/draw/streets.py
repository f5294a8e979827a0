"""Streets: ropewalk, hospital, schoolbus."""

import numpy as np
from kit import Canvas, mix, smooth, spline
from people import person
from space import Cam
from surf import open_sea


def ropewalk():
    c = Canvas(301)
    k = Cam(1010, 560, 2.2, 1150)
    c.sky(0.6, 0.84, 600, clouds=0.16, light=(1010, 540, 420, 240, 0.92))
    c.curve([(820, 566), (930, 524), (1060, 534), (1200, 520), (1280, 566)], 0.6)
    c.rect(900, 552, 1140, 566, 0.78)
    fl = c.mask().rect(0, 560, 1600, 1067)
    c.ground(fl, lambda X, Y: 0.4 - (Y - 560) / 2300, seed=3, amp=0.03, sx=3)
    fog = lambda t, z: mix(t, 0.72, 1 - np.exp(-z / 46))
    for s, xw, hgt in ((1, 6.2, 6.4), (-1, -6.2, 6.4)):
        n = 15
        for i in range(n, 0, -1):
            z0, z1 = 2.4 + (i - 1) * 5.0, 2.4 + i * 5.0
            tone = (
                (0.44 if s < 0 else 0.28) + (0.055 if i % 2 else 0.0) + (0.03 if i % 3 == 0 else 0)
            )
            t = lambda d: fog(tone + d, z0 + 2)
            h = hgt + (0.35 if i % 4 == 0 else 0)
            c.poly(k.wall(xw, 0, h, z0, z1), t(0))
            # roof and chimney
            c.poly(
                [
                    k.p(xw, h, z0),
                    k.p(xw + s * 2.6, h + 2.3, z0),
                    k.p(xw + s * 2.6, h + 2.3, z1),
                    k.p(xw, h, z1),
                ],
                t(-0.13),
            )
            c.poly(k.wall(xw + s * 2.0, h + 1.2, h + 3.4, z1 - 0.7, z1 - 0.1), t(-0.07))
            c.poly(k.face(xw + s * 2.0, xw + s * 2.9, h + 1.6, h + 3.4, z1 - 0.7), t(-0.11))
            for q in (0.1, 0.3, 0.5):
                c.poly(k.wall(xw + s * 2.2, h + 3.4, h + 3.8, z1 - 0.7 + q, z1 - 0.6 + q), t(-0.04))
            c.poly(k.wall(xw - s * 0.06, h - 0.14, h + 0.06, z0, z1), t(0.14))
            # windows, door
            W = lambda a, b, ya, yb, d, off=0.02: c.poly(
                k.wall(xw - s * off, ya, yb, mix(z0, z1, a), mix(z0, z1, b)), t(d), tex=0
            )
            for a in (0.12, 0.6):
                W(a - 0.02, a + 0.3, 3.72, 3.86, 0.17)
                W(a, a + 0.28, 3.86, 5.5, -0.16)
                W(a, a + 0.28, 4.64, 4.72, 0.13)
                W(a + 0.13, a + 0.15, 3.86, 5.5, 0.13)
                W(a - 0.01, a + 0.29, 5.5, 5.68, 0.1)
            W(0.1, 0.46, 1.02, 1.14, 0.17)
            W(0.12, 0.44, 1.14, 2.74, -0.16)
            W(0.27, 0.29, 1.14, 2.74, 0.13)
            W(0.12, 0.44, 1.9, 1.98, 0.13)
            W(0.64, 0.88, 0.16, 2.6, -0.19 if i % 3 else 0.2)
            W(0.64, 0.88, 2.66, 2.98, -0.08)
            W(0.62, 0.9, 2.98, 3.1, 0.13)
            c.poly(
                [
                    k.p(xw, 0.16, mix(z0, z1, 0.62)),
                    k.p(xw - s * 0.5, 0.16, mix(z0, z1, 0.62)),
                    k.p(xw - s * 0.5, 0.16, mix(z0, z1, 0.9)),
                    k.p(xw, 0.16, mix(z0, z1, 0.9)),
                ],
                t(0.2),
            )
            c.poly(k.wall(xw - s * 0.5, 0, 0.16, mix(z0, z1, 0.62), mix(z0, z1, 0.9)), t(0.05))
            c.line(
                [k.p(xw - s * 0.03, 0, z0), k.p(xw - s * 0.03, h, z0)],
                max(1.2, 7 / z0 * 2),
                t(-0.12),
            )
        c.poly(
            k.floor(xw, xw - s * 1.6, 2.3, 90),
            lambda X, Y: 0.52 - (Y - 560) / 2600 - (0.1 if s > 0 else 0),
            tex=0.02,
        )
        c.poly(k.wall(xw - s * 1.6, -0.14, 0, 2.3, 90), 0.26)
    # shadow of the right-hand row
    c.paint(c.mask().poly(k.floor(6.2, 0.7, 2.3, 90)), 0.12, alpha=0.42, blur=6, tex=0)
    # setts
    j = c.mask()
    z = 3.0
    while z < 60:
        j.line([k.p(-4.5, 0, z), k.p(4.5, 0, z)], max(0.7, 3.0 / z))
        z *= 1.05
    c.paint(j, 0.2, alpha=0.3, tex=0)
    j = c.mask()
    for x in np.arange(-4.4, 4.5, 0.45):
        j.line([k.p(x, 0, 2.6), k.p(x, 0, 70)], 1.1)
    c.paint(j, 0.2, alpha=0.25, tex=0)
    # washing lines
    for z, y, items, _dark in ((30, 5.6, 7, 0), (18, 5.2, 7, 0), (9.4, 5.0, 8, 1)):
        sag = lambda u: y - 0.85 * (1 - (2 * u - 1) ** 2)
        c.line(
            [k.p(mix(-6.2, 6.2, u), sag(u), z) for u in np.linspace(0, 1, 25)],
            max(1, 20 / z),
            fog(0.16, z),
        )
        for q in range(items):
            u = 0.1 + q * 0.8 / items
            w = 0.062 * (1.5 if q % 3 == 0 else 1)
            tone = fog([0.9, 0.84, 0.62, 0.92, 0.4, 0.86, 0.9, 0.7][q], z * 0.6)
            P = lambda a, d: k.p(mix(-6.2, 6.2, u + a * w), sag(u + a * w) - d, z)
            m = c.mask()
            kind = (q + int(z)) % 4
            if kind == 0:  # sheet
                m.poly(
                    [P(0, 0), P(1, 0)]
                    + spline([P(1, 0), P(1.03, 0.8), P(0.97, 1.5)], False)
                    + spline([P(0.97, 1.5), P(0.6, 1.42), P(0.3, 1.55), P(0.02, 1.46)], False)
                )
            elif kind == 1:  # shirt
                m.poly(
                    [
                        P(0.2, 0),
                        P(0.8, 0),
                        P(0.98, 0.7),
                        P(0.84, 0.76),
                        P(0.72, 0.4),
                        P(0.74, 1.06),
                        P(0.26, 1.1),
                        P(0.28, 0.4),
                        P(0.14, 0.78),
                        P(0.0, 0.7),
                    ]
                )
            elif kind == 2:  # trousers
                m.poly(
                    [
                        P(0.2, 0),
                        P(0.8, 0),
                        P(0.86, 1.25),
                        P(0.58, 1.27),
                        P(0.5, 0.5),
                        P(0.44, 1.24),
                        P(0.16, 1.26),
                    ]
                )
            else:  # towel
                m.poly([P(0.15, 0), P(0.75, 0), P(0.78, 0.9), P(0.14, 0.94)])
            c.paint(m, tone, tex=0.02)
            c.paint(m.edge(-0.07 * k.s(z), 0).within(m), tone - 0.16, alpha=0.5, tex=0)
    m = c.mask()
    for x, z, f, p in (
        (-3.9, 26, 1, "walk"),
        (3.4, 34, -1, "stand"),
        (3.9, 34, -1, "side"),
        (-1.2, 44, 1, "walk"),
    ):
        person(m, *k.p(x, 0, z), 1.7 * k.s(z), p, f, coat=0.6)
    c.paint(m, 0.2, tex=0)
    m = c.mask()
    px, py = k.p(-0.6, 0, 11.5)
    person(m, px, py, 1.7 * k.s(11.5), "walk", 1, coat=0.8, bag=True, hair="bun")
    px2, py2 = k.p(0.15, 0, 11.3)
    person(
        m,
        px2,
        py2,
        1.12 * k.s(11.3),
        "walk",
        1,
        coat=0.3,
        hat="wool",
        build=1.15,
        hl=(-0.13, 0.56),
        el=(-0.1, 0.64),
    )
    c.paint(
        c.mask()
        .limb([(px, py, 10), (px - 90, py + 46, 8)])
        .limb([(px2, py2, 8), (px2 - 60, py2 + 30, 6)]),
        0.12,
        alpha=0.5,
        blur=5,
        tex=0,
    )
    c.paint(m, 0.1)
    c.paint(m.edge(2.4, -2), 0.74, alpha=0.7, tex=0)
    cat = (
        c.mask()
        .curve([(430, 776), (452, 742), (470, 738), (482, 752), (486, 778)])
        .ellipse(466, 732, 12, 11)
        .poly([(456, 726), (456, 714), (465, 722)])
        .poly([(468, 722), (477, 714), (477, 728)])
    )
    cat.limb([(432, 774, 5), (404, 780, 4), (398, 766, 3)])
    c.paint(cat, 0.1)
    return c


def hospital():
    c = Canvas(312)
    y0 = 720
    c.sky(0.2, 0.56, y0, clouds=0.12, light=(220, 690, 520, 130, 0.78))
    rng = c.rng
    c.dots([(rng.uniform(0, 1600), rng.uniform(10, 300)) for _ in range(46)], 1.1, 0.8, alpha=0.6)
    c.curve([(-60, y0 + 10), (60, 690), (200, 680), (330, 700), (420, y0 + 10)], 0.4)
    cliff = c.mask().poly(
        spline(
            [
                (420, y0 + 8),
                (470, 660),
                (560, 606),
                (640, 590),
                (860, 560),
                (1200, 552),
                (1660, 520),
            ],
            False,
        )
        + [(1660, y0 + 8)]
    )
    c.ground(cliff, lambda X, Y: 0.15 + 0.05 * smooth(-X, -900, -400), seed=2, amp=0.02)
    c.paint(cliff.edge(-3, -3), 0.42, alpha=0.5, tex=0)
    strata = c.mask()
    for i in range(9):
        y = 604 + i * 13
        strata.line(
            spline([(470 + i * 4, y + 60), (700, y + 14), (1000, y), (1600, y - 14)], False), 1.4
        )
    c.paint(strata.within(cliff), 0.27, alpha=0.35, tex=0)
    # buildings
    c.rect(1180, 306, 1420, 560, 0.2)
    c.rect(1170, 298, 1430, 308, 0.14)
    c.rect(610, 420, 1600, 600, lambda X, Y: 0.235 - 0.04 * smooth(X, 600, 1600))
    c.rect(598, 410, 1610, 422, 0.14)
    c.rect(600, 596, 1600, 606, 0.14)
    for x in (680, 900, 1090, 1500):
        c.rect(x, 384, x + 40, 412, 0.15)
    for x in (1230, 1370):
        c.rect(x, 270, x + 26, 300, 0.15)
    c.line([(1300, 210), (1300, 300)], 4, 0.13)
    c.ellipse(1300, 208, 4, 4, 0.9, tex=0)
    for row, y in enumerate((440, 496, 552)):
        for i in range(27):
            x = 632 + i * 36
            lit = [0.93, 0.9, 0.86, 0.94][(i * 5 + row * 3) % 4]
            if (i * 7 + row * 5) % 13 in (3, 9):
                lit = 0.5
            if (i * 3 + row * 11) % 17 == 4:
                lit = 0.16
            if row == 1 and (i * 7 + row * 5) % 13 not in (3,):
                lit = max(lit, 0.88)
            c.rect(x, y, x + 25, y + 34, lit, tex=0.015)
            c.line([(x + 12.5, y), (x + 12.5, y + 34)], 2, 0.34)
    for row in range(4):
        for i in range(6):
            x, y = 1202 + i * 35, 320 + row * 25
            if y > 400:
                continue
            c.rect(x, y, x + 22, y + 16, [0.9, 0.26, 0.86, 0.6][(i * 3 + row * 5) % 4])
    # silhouettes at the windows
    m = c.mask()
    for i, r in ((4, 1), (5, 1), (13, 2), (20, 1), (9, 0), (24, 2)):
        x = 632 + i * 36 + 12
        y = (440, 496, 552)[r] + 46
        person(m, x, y, 44, "stand", 1)
    clip = c.mask()
    for y in (440, 496, 552):
        for i in range(27):
            clip.rect(632 + i * 36, y, 657 + i * 36, y + 34)
    c.paint(m.within(clip), 0.16, tex=0)
    c.glow(1090, 510, 620, 0.16, ry=220)
    # entrance light and path, road with lamps and an ambulance
    road = c.mask().line(
        spline([(1660, 604), (1300, 622), (1000, 630), (760, 650), (600, 690)], False), 9
    )
    c.paint(road, 0.34)
    for x, y in ((700, 656), (830, 638), (980, 628), (1140, 624), (1300, 618), (1460, 610)):
        c.line([(x, y), (x, y - 40)], 2.2, 0.1)
        c.line([(x, y - 40), (x + 8, y - 42)], 2, 0.1)
        c.glow(x + 9, y - 40, 46, 0.6, power=2.6)
        c.ellipse(x + 9, y - 40, 3.4, 2.6, 0.97, tex=0)
    c.rect(1056, 606, 1102, 630, 0.86, r=2)
    c.poly([(1102, 612), (1112, 613), (1120, 622), (1120, 630), (1102, 630)], 0.8)
    c.rect(1056, 617, 1102, 621, 0.3)
    c.poly([(1104, 614), (1111, 615), (1116, 622), (1104, 622)], 0.15)
    for x in (1066, 1108):
        c.ellipse(x, 631, 5, 5, 0.06)
    c.ellipse(1080, 603, 4, 3, 0.97, tex=0)
    c.glow(1080, 602, 60, 0.6)
    trees = c.mask()
    for x, y, r in (
        (560, 606, 20),
        (585, 598, 26),
        (1530, 520, 0),
    ):
        if r:
            trees.ellipse(x, y - r, r * 1.2, r).rect(x - 2, y - r, x + 2, y + 8)
    c.paint(trees, 0.13)
    # rocks at the foot
    rocks = c.mask()
    x = 400.0
    while x < 1640:
        w, h = rng.uniform(18, 70), rng.uniform(6, 26)
        rocks.poly(
            [
                (x - w, y0 + 12),
                (x - w * 0.7, y0 - h * 0.4),
                (x - w * 0.2, y0 - h),
                (x + w * 0.3, y0 - h * 0.75),
                (x + w * 0.6, y0 - h * 0.8),
                (x + w, y0 + 12),
            ]
        )
        x += w * rng.uniform(0.6, 1.5)
    c.paint(rocks, 0.1)
    c.paint(rocks.edge(-1, -2), 0.34, alpha=0.4, tex=0)
    c.water(
        y0 + 6,
        deep=0.17,
        hold=0.92,
        streak=0.04,
        chop=18,
        squash=1.0,
        glint=[(220, 300, 0.7, 0.62), (1090, 520, 0.8, 0.5)],
        fade=0.5,
    )
    # a small boat going home
    hull = c.mask().curve(
        [(190, 772), (216, 780), (330, 778), (362, 766), (344, 796), (212, 798)], step=6
    )
    c.paint(c.mask().ellipse(276, 800, 90, 6), 0.1, alpha=0.7, blur=3, tex=0)
    c.rect(226, 742, 276, 782, 0.2)
    c.rect(220, 736, 282, 744, 0.12)
    for x in (232, 254):
        c.rect(x, 750, x + 16, 764, 0.94)
    c.line([(252, 690), (252, 740)], 3, 0.1)
    c.ellipse(252, 688, 4, 4, 0.96, tex=0)
    c.glow(252, 688, 40, 0.6)
    c.glow(250, 757, 70, 0.35)
    c.paint(hull, 0.08)
    c.paint(hull.edge(0, -3), 0.6, tex=0)
    for y, w in ((806, 30), (816, 22), (828, 26), (842, 16), (858, 18)):
        c.limb([(250 - w, y, 0.4), (250, y, 1.8), (250 + w, y, 0.4)], 0.84, alpha=0.8)
    c.limb([(360, 786, 0.4), (300, 804, 2), (60, 816, 0.4)], 0.7, alpha=0.5)
    return c


def schoolbus():
    c = Canvas(323)
    y0 = 470
    c.sky(0.56, 0.8, y0, clouds=0.15, light=(420, 440, 560, 120, 0.94))
    c.curve(
        [(900, y0 + 8), (1060, 424), (1240, 410), (1420, 384), (1700, 360), (1700, y0 + 8)], 0.56
    )
    c.rect(1294, 352, 1310, 404, 0.5)
    c.poly([(1288, 354), (1302, 336), (1316, 354)], 0.46)
    open_sea(c, y0, far=0.62, near=0.44, streak=0.045, glint=(420, 300, 0.94, 0.62), bottom=700)
    for x, s in ((210, 34), (760, 24)):
        c.poly([(x, y0 + 14 - s * 2), (x + s, y0 + 12), (x, y0 + 12)], 0.88)
        c.poly([(x - 3, y0 + 14 - s * 1.8), (x - 3, y0 + 12), (x - s * 0.6, y0 + 12)], 0.8)
        c.poly(
            [
                (x - s * 0.7, y0 + 14),
                (x + s, y0 + 14),
                (x + s * 0.7, y0 + 22),
                (x - s * 0.5, y0 + 22),
            ],
            0.2,
        )
    # sea wall and rail
    c.rect(0, 640, 1600, 700, lambda X, Y: 0.46 - (Y - 640) / 700)
    c.rect(0, 632, 1600, 644, 0.72)
    wall = c.mask()
    for x in range(-20, 1640, 92):
        wall.line([(x, 644), (x, 670)], 1.6).line([(x + 46, 670), (x + 46, 700)], 1.6)
    wall.line([(0, 670), (1600, 670)], 1.6)
    c.paint(wall, 0.28, alpha=0.7, tex=0)
    r = c.mask().line([(0, 596), (1600, 596)], 3).line([(0, 614), (1600, 614)], 2)
    for x in range(24, 1600, 78):
        r.line([(x, 594), (x, 634)], 4)
    c.paint(r, 0.22, tex=0)
    # pavement, kerb, road
    m = c.mask().rect(0, 700, 1600, 792)
    c.ground(m, lambda X, Y: 0.5 - (Y - 700) / 1800, seed=1, amp=0.025, sx=4)
    c.rect(0, 786, 1600, 800, 0.62)
    m = c.mask().rect(0, 799, 1600, 1067)
    c.ground(
        m,
        lambda X, Y: 0.3 - (Y - 800) / 2400 + 0.07 * np.exp(-(((X - 420) / 500) ** 2)),
        seed=2,
        amp=0.024,
        sx=6,
    )
    for x in range(-60, 1600, 250):
        c.poly([(x, 958), (x + 130, 958), (x + 118, 972), (x - 14, 972)], 0.72)
    # shelter
    c.rect(236, 470, 560, 488, 0.16)
    c.rect(224, 462, 572, 474, 0.26)
    for x in (252, 396, 540):
        c.rect(x, 486, x + 8, 764, 0.16)
    c.rect(260, 500, 540, 700, 0.8, alpha=0.22)
    c.poly([(300, 700), (350, 700), (480, 500), (430, 500)], 0.92, alpha=0.25)
    c.rect(268, 690, 532, 702, 0.2)
    for x in (290, 500):
        c.rect(x, 702, x + 7, 762, 0.2)
    c.line([(640, 470), (640, 772)], 7, 0.16)
    c.ellipse(640, 470, 34, 34, 0.16)
    c.ellipse(640, 470, 28, 28, 0.9)
    b = c.mask().rect(622, 456, 658, 480, r=4).rect(626, 480, 632, 486).rect(648, 480, 654, 486)
    c.paint(b, 0.18, tex=0)
    c.rect(626, 460, 654, 469, 0.86)
    c.rect(620, 520, 660, 580, 0.86)
    for y in (530, 540, 550, 560, 570):
        c.line([(626, y), (654, y)], 2, 0.4)
    # the bus, facing left, at the kerb on the right
    bx, by = 720, 842
    c.paint(c.mask().ellipse(bx + 400, by + 16, 460, 22), 0.09, alpha=0.75, blur=8, tex=0)
    body = c.mask().poly(
        spline(
            [(bx + 4, by - 60), (bx + 2, by - 190), (bx + 20, by - 380), (bx + 44, by - 402)], False
        )
        + [(bx + 790, by - 402)]
        + spline([(bx + 808, by - 396), (bx + 816, by - 370), (bx + 818, by - 30)], False)
        + [(bx + 6, by - 30)]
    )
    c.paint(body, lambda X, Y: 0.74 - 0.1 * smooth(Y, by - 400, by - 60))
    c.paint(c.mask().rect(bx - 10, by - 150, bx + 830, by - 20).within(body), 0.2)
    c.paint(c.mask().rect(bx - 10, by - 166, bx + 830, by - 156).within(body), 0.24)
    c.paint(c.mask().rect(bx - 10, by - 410, bx + 830, by - 380).within(body), 0.86)
    wins = c.mask()
    for i in range(5):
        wins.rect(bx + 214 + i * 118, by - 342, bx + 318 + i * 118, by - 210, r=10)
    wins.rect(bx + 22, by - 336, bx + 78, by - 176, r=8)
    c.paint(wins, lambda X, Y: 0.22 + 0.1 * smooth(Y, by - 342, by - 200))
    shine = c.mask()
    for x in (250, 480, 716):
        shine.poly(
            [
                (bx + x, by - 200),
                (bx + x + 40, by - 200),
                (bx + x + 110, by - 350),
                (bx + x + 70, by - 350),
            ]
        )
    c.paint(shine.within(wins), 0.42, tex=0, alpha=0.6)
    kids = c.mask()
    for x, q in ((250, 1), (292, -1), (372, 1), (494, -1), (540, 1), (618, 1), (736, -1), (776, 1)):
        person(
            kids,
            bx + x,
            by - 128,
            170,
            "sit",
            q,
            build=1.1,
            hair=[None, "tail", "bun"][x % 3],
            feet=False,
        )
    person(kids, bx + 58, by - 120, 190, "sit", -1, hat="cap", feet=False)
    c.paint(kids.within(wins), 0.1, tex=0)
    # open door with light
    c.rect(bx + 96, by - 346, bx + 194, by - 36, 0.16)
    c.rect(bx + 102, by - 340, bx + 188, by - 40, 0.9)
    c.rect(bx + 102, by - 96, bx + 188, by - 40, 0.56)
    c.rect(bx + 102, by - 70, bx + 188, by - 40, 0.44)
    c.rect(bx + 96, by - 346, bx + 112, by - 36, 0.3)
    c.line([(bx + 172, by - 110), (bx + 172, by - 250)], 4, 0.4)
    for x in (170, 660):
        arc = c.mask().ellipse(bx + x, by - 34, 62, 60).within(body) if x == 660 else c.mask()
        c.paint(arc, 0.08)
    for x in (236, 660):
        c.ellipse(bx + x, by - 22, 52, 52, 0.06)
        c.ellipse(bx + x, by - 22, 28, 28, 0.5)
        c.ellipse(bx + x, by - 22, 12, 12, 0.16)
    c.ellipse(bx + 16, by - 96, 12, 18, 0.95, tex=0)
    c.glow(bx + 8, by - 96, 110, 0.5)
    c.rect(bx + 300, by - 374, bx + 560, by - 352, 0.12)
    dot = c.mask()
    for i in range(11):
        dot.rect(bx + 314 + i * 22, by - 368, bx + 328 + i * 22, by - 358)
    c.paint(dot, 0.86, tex=0)
    c.line([(bx + 12, by - 330), (bx - 22, by - 320)], 5, 0.14)
    c.rect(bx - 32, by - 322, bx - 18, by - 262, 0.12, r=3)
    # children waiting
    line = c.mask()
    for x, h, p, f, hat, hair in (
        (800, 0, None, 0, 0, 0),
        (668, 186, "walk", 1, None, "tail"),
        (590, 170, "side", 1, "wool", None),
        (520, 196, "stand", 1, None, None),
        (448, 160, "side", 1, "cap", None),
        (410, 214, "stand", 1, None, "bun"),
        (330, 174, "stand", -1, None, "long"),
    ):
        if not p:
            continue
        y = 792 if h < 200 else 790
        c.paint(c.mask().limb([(x, y, 7), (x - 70, y + 12, 6)]), 0.14, alpha=0.5, blur=4, tex=0)
        person(line, x, y, h, p, f, hat=hat, hair=hair, coat=0.35, build=1.12)
        line.rect(
            x - f * 0.05 * h - 0.075 * h,
            y - 0.8 * h,
            x - f * 0.06 * h + 0.03 * h,
            y - 0.56 * h,
            r=0.03 * h,
        )
    c.paint(line, 0.1)
    c.paint(line.edge(-3, -2), 0.78, alpha=0.8, tex=0)
    m = c.mask()
    person(m, bx + 150, by - 62, 205, "walk", 1, hair="tail", build=1.1, coat=0.3)
    m.rect(bx + 118, by - 226, bx + 142, by - 180, r=6)
    c.paint(m, 0.1)
    c.gulls([(520, 210, 26), (610, 250, 17), (140, 300, 20), (1100, 190, 20)], 0.24, 2.4)
    return c


SCENES = {"ropewalk": ropewalk, "hospital": hospital, "schoolbus": schoolbus}
