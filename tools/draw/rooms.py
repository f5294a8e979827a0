"""Rooms: council, library."""

import numpy as np
from kit import Canvas, mix, smooth, spline
from people import person
from space import Cam, arch


def council():
    c = Canvas(801, tone=0.3)
    X, _Y = c.x, c.y
    c.a = (0.36 - 0.1 * smooth(np.abs(X - 800), 250, 850)).astype(np.float32)
    # three tall windows with a winter sky and the harbour
    for i, x in enumerate((330, 800, 1270)):
        w = 104
        c.poly(arch(x - w - 18, x + w + 18, 548, 176, 20), 0.26)
        m = c.mask().poly(arch(x - w, x + w, 540, 176, 20))
        c.paint(m, lambda q, r: 0.93 - 0.1 * smooth(r, 90, 520), tex=0.02)
        town = c.mask()
        for k in range(9):
            bx = x - w + k * 25
            h = [26, 44, 34, 60, 30, 50, 38, 70, 28][(k * 2 + i * 3) % 9]
            town.rect(bx, 520 - h, bx + 24, 540).poly(
                [(bx, 521 - h), (bx + 12, 506 - h), (bx + 24, 521 - h)]
            )
        if i == 1:
            town.rect(838, 400, 850, 540).poly([(834, 402), (844, 366), (854, 402)])
        if i == 2:
            town.line([(1230, 540), (1246, 410), (1262, 540)], 4).line(
                [(1190, 414), (1340, 404)], 6
            ).line([(1246, 376), (1330, 404)], 2)
        c.paint(town.within(m), 0.74)
        bars = c.mask()
        for q in (-52, 0, 52):
            bars.rect(x + q - 2.5, 60, x + q + 2.5, 545)
        for y in (176, 268, 360, 452):
            bars.rect(x - w, y - 2.5, x + w, y + 2.5)
        c.paint(bars.within(m), 0.42, tex=0)
        c.rect(x - w - 30, 540, x + w + 30, 556, 0.5)
    # pilasters, cornice, portrait roundels
    for x in (80, 565, 1035, 1520):
        c.rect(x - 34, 60, x + 34, 690, lambda q, r: 0.42 - 0.1 * smooth(q, x - 10, x + 34))
        c.rect(x - 44, 52, x + 44, 76, 0.52)
        for q in (-16, 0, 16):
            c.line([(x + q, 84), (x + q, 680)], 2, 0.28)
    c.rect(0, 0, 1600, 44, 0.22)
    c.rect(0, 40, 1600, 54, 0.5)
    c.dots([(x, 24) for x in range(20, 1600, 36)], 6, 0.32)
    for x in (565, 1035):
        c.ellipse(x, 270, 50, 62, 0.6)
        c.ellipse(x, 270, 43, 55, 0.22)
        m = (
            c.mask()
            .ellipse(x, 258, 15, 19)
            .curve([(x - 34, 318), (x - 26, 286), (x, 276), (x + 26, 286), (x + 34, 318)])
        )
        c.paint(m.within(c.mask().ellipse(x, 270, 43, 55)), 0.46)
    # panelling
    c.rect(0, 600, 1600, 720, 0.24)
    c.rect(0, 596, 1600, 606, 0.42)
    for x in range(10, 1600, 106):
        c.rect(x + 12, 620, x + 94, 700, 0.2)
        c.line([(x + 12, 620), (x + 94, 620)], 2, 0.32)
    # chandelier
    for x in (565, 1035):
        c.line([(x, 0), (x, 120)], 3, 0.1)
        c.curve(
            [(x - 92, 130), (x, 164), (x + 92, 130), (x + 60, 152), (x, 176), (x - 60, 152)], 0.12
        )
        c.line(spline([(x - 92, 132), (x, 170), (x + 92, 132)], False), 5, 0.12)
        for q in (-92, -48, 0, 48, 92):
            y = 128 + 30 * (1 - (q / 92) ** 2)
            c.glow(x + q, y - 18, 60, 0.4)
            c.ellipse(x + q, y - 16, 8, 12, 0.97, tex=0)
    # dais with the speaker's chair and table
    c.rect(520, 690, 1080, 760, 0.2)
    c.rect(508, 682, 1092, 694, 0.48)
    c.poly(arch(744, 856, 690, 522), 0.12)
    c.poly(arch(756, 844, 690, 530), 0.2)
    c.ellipse(800, 496, 16, 16, 0.5)
    for x in (652, 726, 874, 948):
        c.poly(arch(x - 26, x + 26, 690, 604), 0.14)
    m = c.mask()
    for x, hr in ((652, None), (726, "bun"), (874, None), (948, "long")):
        person(m, x, 762, 190, "sit", 1, build=1.1, feet=False, hair=hr)
    person(m, 800, 752, 214, "sit", 1, build=1.1, feet=False, hair="long")
    c.paint(m, 0.12)
    c.paint(m.edge(0, -2.4), 0.7, alpha=0.8, tex=0)
    c.rect(560, 690, 1040, 764, 0.17)
    c.rect(548, 682, 1052, 696, 0.5)
    for x in range(574, 1030, 58):
        c.rect(x, 706, x + 46, 756, 0.22)
    for x in (640, 730, 872, 962):
        c.rect(x - 16, 676, x + 16, 683, 0.92)
        c.line([(x + 24, 682), (x + 30, 656)], 2, 0.1)
        c.ellipse(x + 30, 655, 4, 4, 0.1)
    # floor
    fl = c.mask().rect(0, 760, 1600, 1067)
    c.paint(fl, lambda q, r: 0.32 - (r - 760) / 2600)
    for x in (330, 800, 1270):
        a = 800 + (x - 800) * 0.9
        c.paint(
            c.mask().poly(
                [
                    (a - 80, 764),
                    (a + 80, 764),
                    (a + (x - 800) * 0.35 + 170, 1067),
                    (a + (x - 800) * 0.35 - 170, 1067),
                ]
            ),
            0.66,
            alpha=0.32,
            blur=14,
            tex=0,
        )
    # curved benches: arcs of desks, drawn from the back (top) to the front
    rng = np.random.default_rng(6)
    for row, (y, a, b, n, h) in enumerate(
        (
            (800, 420, 40, 8, 160),
            (866, 600, 66, 10, 196),
            (960, 800, 98, 11, 240),
            (1082, 1040, 134, 12, 292),
        )
    ):
        lambda t: (800 - a * np.cos(t), y - b + b * 2.0 * (np.sin(t) * 0.5) + 0)
        ts = np.linspace(0.04 * np.pi, 0.96 * np.pi, 60)
        front = [(800 - a * np.cos(t), y - b * 0.9 + b * np.sin(t) * 0.95) for t in ts]
        dh = 44 + row * 15
        # people sit in front of (nearer than) their desk: we see their backs
        desk = c.mask().poly(front + [(q, r + dh) for q, r in front[::-1]])
        c.paint(desk, lambda q, r: 0.2 - row * 0.018 + 0.07 * np.exp(-(((q - 800) / 500) ** 2)))
        c.line(front, 7 + row * 1.4, 0.56 - row * 0.03)
        panel = c.mask()
        for t in np.linspace(0.05 * np.pi, 0.95 * np.pi, 18 + row * 2):
            q, r = 800 - a * np.cos(t), y - b * 0.9 + b * np.sin(t) * 0.95
            panel.line([(q, r + 6), (q, r + dh)], 2)
        c.paint(panel.within(desk), 0.12, tex=0)
        papers = c.mask()
        backs, _lights = c.mask(), c.mask()
        for i in range(n):
            t = np.pi * (0.1 + 0.8 * (i + 0.5) / n)
            if abs(t - np.pi / 2) < 0.07 * (1 if row else 0):
                continue
            q, r = 800 - a * np.cos(t), y - b * 0.9 + b * np.sin(t) * 0.95
            papers.poly(
                [
                    (q - 14 - row * 3, r - 1),
                    (q + 12 + row * 3, r - 1),
                    (q + 10 + row * 2, r - 7 - row),
                    (q - 10 - row * 2, r - 7 - row),
                ]
            )
            if rng.random() < 0.14:
                continue
            up = row == 2 and i == 2
            c.mask()
            w = h * 0.17
            if up:
                person(
                    backs,
                    q,
                    r + dh + 0.3 * h,
                    h * 1.28,
                    "stand",
                    1,
                    er=(0.16, 0.66),
                    hr=(0.24, 0.76),
                    build=1.05,
                )
            else:
                person(
                    backs,
                    q,
                    r + dh + 0.34 * h,
                    h,
                    "sit",
                    rng.choice([-1, 1]),
                    build=1.12,
                    feet=False,
                    hair=[None, None, "long"][rng.integers(0, 3)],
                )
            backs.rect(q - w, r + dh - 0.02 * h, q + w, r + dh + 0.4 * h, r=w * 0.3)
        c.paint(papers, 0.92, tex=0)
        c.paint(backs, 0.12 - row * 0.013)
        c.paint(backs.edge(0, -2 - row * 0.4), 0.66, alpha=0.75, tex=0)
    c.glow(800, 300, 900, 0.16, ry=560)
    return c


def library():
    c = Canvas(812, tone=0.22)
    k = Cam(800, 470, 2.4, 1080)
    fog = lambda t, z: mix(t, 0.6, 1 - np.exp(-z / 44))
    rng = np.random.default_rng(5)
    zf = 40
    # vault: coffers as strips, back to front rings
    R = 7.4
    arcp = lambda z, r=R, base=6.6: [
        k.p(r * np.cos(a), base + 0.75 * r * np.sin(a), z) for a in np.linspace(0, np.pi, 34)
    ]
    c.poly([k.p(R, 0, zf)] + arcp(zf) + [k.p(-R, 0, zf)], 0.5)
    win = c.mask().poly(
        [k.p(4, 1.4, zf)]
        + [k.p(4 * np.cos(a), 7.2 + 3.6 * np.sin(a), zf) for a in np.linspace(0, np.pi, 24)]
        + [k.p(-4, 1.4, zf)]
    )
    c.paint(win, 0.94, tex=0.02)
    bars = c.mask()
    for x in (-2.4, -0.8, 0.8, 2.4):
        bars.line([k.p(x, 1.4, zf), k.p(x, 11, zf)], 2.4)
    for y in (3.2, 5.2, 7.2, 9.0):
        bars.line([k.p(-4, y, zf), k.p(4, y, zf)], 2.4)
    c.paint(bars.within(win), 0.5, tex=0)
    zs = list(np.arange(zf, 2.0, -2.5))
    for za, zb in zip(zs[1:], zs, strict=False):
        a0, a1 = arcp(za), arcp(zb)
        n = len(a0) - 1
        for i in range(n):
            t = 0.27 + 0.09 * abs(i - n / 2) / n + (0.05 if i % 3 == 0 else 0)
            c.poly([a0[i], a0[i + 1], a1[i + 1], a1[i]], fog(t, za), tex=0)
        c.line(a1, max(2, 0.22 * k.s(zb)), fog(0.46, zb))
    # side walls: two floors of shelves with a gallery
    for s in (-1, 1):
        for z0 in np.arange(36.5, 1.4, -2.5):
            z1 = z0 + 2.5
            x = R * s
            c.poly(k.wall(x, 0, 6.7, max(z0, 1.5), z1), fog(0.17, z0))
            for ya, yb, nsh in ((0.35, 3.1, 7), (3.75, 6.1, 6)):
                for q in range(nsh):
                    y = ya + (yb - ya) * q / nsh
                    hgt = (yb - ya) / nsh * 0.86
                    zz = max(z0, 1.7) + 0.16
                    if z0 > 20:
                        c.poly(
                            k.wall(x - s * 0.02, y, y + hgt * 0.85, zz, z1 - 0.16),
                            fog(0.36 + 0.03 * (q % 2), z0),
                            tex=0.05,
                            scale=0.5,
                        )
                        continue
                    groups = [c.near(k.wall(x, y, y + hgt, zz, z1), 6) for _ in range(4)]
                    while zz < z1 - 0.2:
                        w = rng.uniform(0.04, 0.09) * (2.2 if z0 > 10 else 1.25)
                        if rng.random() > 0.06:
                            groups[rng.integers(0, 4)].poly(
                                k.wall(
                                    x - s * 0.03,
                                    y,
                                    y + hgt * rng.uniform(0.68, 0.96),
                                    zz,
                                    min(zz + w * 0.9, z1 - 0.17),
                                )
                            )
                        zz += w
                    for g, t in zip(groups, (0.24, 0.33, 0.44, 0.6), strict=False):
                        c.paint(g, fog(t, z0), tex=0)
                    c.poly(k.wall(x - s * 0.06, y - 0.05, y, max(z0, 1.7), z1), fog(0.1, z0), tex=0)
            # pilaster and gallery
            c.poly(k.wall(x - s * 0.16, 0, 6.7, z1 - 0.14, z1 + 0.14), fog(0.4, z1), tex=0)
        c.poly(k.floor((R - 1.2) * s, R * s, 1.6, zf, 3.4), 0.13)
        c.poly(k.wall((R - 1.2) * s, 3.3, 3.55, 1.6, zf), 0.5, tex=0.01)
        rail = c.mask()
        z = 1.8
        while z < zf:
            rail.line([k.p((R - 1.2) * s, 3.5, z), k.p((R - 1.2) * s, 4.4, z)], max(0.8, 16 / z))
            z *= 1.05
        rail.line([k.p((R - 1.2) * s, 4.4, 1.7), k.p((R - 1.2) * s, 4.4, zf)], 5)
        c.paint(rail, 0.15, tex=0)
        c.poly(k.wall(R * s, 6.6, 6.95, 1.6, zf), 0.5, tex=0.01)
    # floor with a runner of light
    fl = c.mask().poly(k.floor(-R, R, 1.7, zf))
    c.paint(
        fl,
        lambda x, y: (
            0.2
            + 0.34
            * np.exp(-(((x - 800) / (40 + (y - 470) * 0.34)) ** 2))
            * (1 - smooth(y, 500, 1000) * 0.75)
        ),
    )

    # tall lamps, tables and readers from the back
    def table(x0, x1, z, zl):
        c.poly(k.face(x0 + 0.1, x0 + 0.22, 0, 0.76, z), fog(0.07, z))
        c.poly(k.face(x1 - 0.22, x1 - 0.1, 0, 0.76, z), fog(0.07, z))
        c.poly(k.floor(x0, x1, z, z + zl, 0.78), fog(0.4, z), tex=0.012)
        for q in (0.25, 0.75):
            lx, ly = k.p(mix(x0, x1, q), 0.78, z + zl / 2)
            s = k.s(z + zl / 2)
            c.ellipse(lx, ly + 0.02 * s, 0.52 * s, 0.11 * s, 0.86, blur=0.06 * s, alpha=0.75, tex=0)
        c.poly(k.face(x0, x1, 0.66, 0.78, z), fog(0.13, z))
        c.line([k.p(x0, 0.78, z), k.p(x1, 0.78, z)], max(1.4, 0.02 * k.s(z)), 0.7, alpha=0.8)

    def lamp(x, z, zl):
        lx, ly = k.p(x, 0.78, z)
        s = k.s(z)
        c.line([(lx, ly), (lx, ly - 0.62 * s)], max(1.5, 0.035 * s), fog(0.08, z))
        c.ellipse(lx, ly, 0.12 * s, 0.03 * s, fog(0.08, z))
        c.glow(lx, ly - 0.5 * s, 1.15 * s, 0.4, power=2.2)
        sh = c.mask().curve(
            [
                (lx - 0.26 * s, ly - 0.5 * s),
                (lx - 0.2 * s, ly - 0.68 * s),
                (lx, ly - 0.74 * s),
                (lx + 0.2 * s, ly - 0.68 * s),
                (lx + 0.26 * s, ly - 0.5 * s),
            ]
        )
        c.paint(sh, lambda X, Y: 0.8 + 0.14 * smooth(Y, ly - 0.7 * s, ly - 0.5 * s))
        c.rect(lx - 0.25 * s, ly - 0.515 * s, lx + 0.25 * s, ly - 0.49 * s, 0.97, tex=0)

    for z in (31, 25.5, 20.5, 16, 12, 8.6, 5.9):
        for s in (-1, 1):
            xa, xb = (1.5, 5.1) if s > 0 else (-5.1, -1.5)
            # reader facing us, behind the table
            m = c.mask()
            for q in (0.2, 0.6) if rng.random() < 0.6 else (0.72,):
                px, py = k.p(mix(xa, xb, q), 0, z + 1.6)
                h = 1.72 * k.s(z + 1.6)
                person(
                    m,
                    px,
                    py - 0.1 * h,
                    h,
                    "sit",
                    -s,
                    feet=False,
                    head=(0.03, 0.63),
                    el=(-0.15, 0.37),
                    hl=(-0.02, 0.34),
                    er=(0.15, 0.37),
                    hr=(0.06, 0.34),
                    hair=[None, "bun", "long", None][rng.integers(0, 4)],
                )
            c.paint(m, fog(0.12, z), tex=0)
            c.paint(m.edge(0, 0.012 * k.s(z)), 0.62, alpha=0.5, tex=0)
            c.paint(m.edge(0, -0.012 * k.s(z)), 0.66, alpha=0.6, tex=0)
            table(xa, xb, z, 1.3)
            books = c.mask()
            for q in (0.12, 0.44, 0.62, 0.9):
                bx, by = k.p(mix(xa, xb, q), 0.8, z + 0.5)
                s2 = k.s(z + 0.5)
                if rng.random() < 0.6:
                    books.poly(
                        [
                            (bx - 0.2 * s2, by),
                            (bx, by + 0.02 * s2),
                            (bx + 0.2 * s2, by),
                            (bx + 0.17 * s2, by - 0.06 * s2),
                            (bx, by - 0.04 * s2),
                            (bx - 0.17 * s2, by - 0.06 * s2),
                        ]
                    )
                else:
                    for t in range(rng.integers(2, 5)):
                        c.rect(
                            bx - 0.15 * s2,
                            by - 0.05 * s2 * (t + 1),
                            bx + 0.15 * s2,
                            by - 0.05 * s2 * t - 1,
                            [0.2, 0.5, 0.3, 0.7][t % 4],
                            tex=0,
                        )
            c.paint(books, 0.93, tex=0)
            for q in (0.28, 0.74):
                lamp(mix(xa, xb, q), z + 0.66, 1.3)
    # someone walking down the middle
    px, py = k.p(0.1, 0, 13)
    h = 1.74 * k.s(13)
    m = c.mask()
    person(
        m,
        px,
        py,
        h,
        "walk",
        1,
        coat=0.6,
        hair="bun",
        er=(0.1, 0.64),
        hr=(0.06, 0.68),
        el=(-0.02, 0.62),
        hl=(0.05, 0.64),
    )
    m.rect(px + 0.02 * h, py - 0.74 * h, px + 0.14 * h, py - 0.63 * h)
    c.paint(
        c.mask().poly([(px - 20, py), (px + 20, py), (px + 34, py + 130), (px - 34, py + 130)]),
        0.1,
        alpha=0.5,
        blur=10,
        tex=0,
    )
    c.paint(m, 0.09)
    c.paint(m.edge(0, -2.4), 0.86, alpha=0.7, tex=0)
    c.glow(800, 380, 420, 0.3, ry=380)
    return c


SCENES = {"council": council, "library": library}
