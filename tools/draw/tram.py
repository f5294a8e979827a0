"""A street with a tram."""

import numpy as np
from kit import Canvas, mix
from people import person
from space import Cam


def tram():
    c = Canvas(331)
    k = Cam(790, 410, 2.3, 1150)
    c.sky(0.66, 0.84, 420, clouds=0.14, light=(790, 380, 460, 200, 0.92))
    c.curve([(560, 424), (700, 372), (800, 364), (920, 356), (1040, 380), (1120, 424)], 0.55)
    c.rect(560, 416, 1080, 440, 0.74)
    fog = lambda t, z: mix(t, 0.68, 1 - np.exp(-z / 60))
    g = c.mask().rect(0, 432, 1600, 1067)
    c.ground(g, lambda X, Y: 0.36 - (Y - 432) / 3400, seed=2, amp=0.03, sx=5)
    heights = [15.5, 13.0, 16.6, 12.2, 14.4, 17.2, 13.4, 15.2, 12.6, 14.0, 15.8, 13.0]
    for s in (-1, 1):
        for i in range(11, -1, -1):
            z0, z1 = 3.0 + i * 8.5, 3.0 + (i + 1) * 8.5
            h = heights[(i + (4 if s > 0 else 0)) % 12]
            tone = (0.5 if s < 0 else 0.38) + [0, 0.05, -0.03, 0.04, -0.05][i % 5]
            x = 9.2 * s
            c.poly(k.wall(x, 0, h, z0, z1), lambda X, Y: fog(tone, z0 + 3) - 0.05 * (Y > 9999))
            c.poly(k.wall(x - s * 0.1, h - 0.3, h + 0.15, z0, z1), fog(tone + 0.12, z0))
            roof = [
                k.p(x, h, z1),
                k.p(x + s * 4, h + 2.2, z1),
                k.p(x + s * 4, h + 2.2, z0),
                k.p(x, h, z0),
            ]
            c.poly(roof, fog(tone - 0.14, z0))
            if i % 2:
                c.poly(
                    k.wall(x + s * 1.4, h + 0.4, h + 2.4, z1 - 1.6, z1 - 0.7), fog(tone - 0.08, z0)
                )
            c.poly(k.wall(x - s * 0.05, 3.5, 3.72, z0, z1), fog(tone + 0.12, z0))
            n = 4
            for fl in range(int((h - 4) // 3.0)):
                for q in range(n):
                    a, b = mix(z0, z1, (q + 0.24) / n), mix(z0, z1, (q + 0.72) / n)
                    y = 4.3 + fl * 3.0
                    c.poly(k.wall(x - s * 0.02, y, y + 1.8, a, b), fog(tone - 0.17, z0), tex=0)
                    c.poly(k.wall(x - s * 0.04, y - 0.14, y, a, b), fog(tone + 0.13, z0), tex=0)
                    if z0 < 36:
                        c.line(
                            [
                                k.p(x - s * 0.03, y, (a + b) / 2),
                                k.p(x - s * 0.03, y + 1.8, (a + b) / 2),
                            ],
                            max(1, 14 / z0),
                            fog(tone + 0.06, z0),
                        )
                        c.line(
                            [k.p(x - s * 0.03, y + 1.05, a), k.p(x - s * 0.03, y + 1.05, b)],
                            max(1, 14 / z0),
                            fog(tone + 0.06, z0),
                        )
            for q in range(3):
                a, b = mix(z0, z1, (q + 0.14) / 3), mix(z0, z1, (q + 0.86) / 3)
                c.poly(k.wall(x - s * 0.02, 0.5, 3.0, a, b), fog(tone - 0.2, z0), tex=0)
                if (i + q) % 3 == 0:
                    c.poly(
                        k.wall(x - s * 0.03, 0.6, 2.7, a + 0.2, b - 0.2), fog(0.72, z0), tex=0.02
                    )
                if (i + q) % 2 == 0:
                    c.poly(
                        [
                            k.p(x, 3.1, a),
                            k.p(x, 3.1, b),
                            k.p(x - s * 1.3, 2.4, b),
                            k.p(x - s * 1.3, 2.4, a),
                        ],
                        fog(0.74 if i % 2 else 0.26, z0),
                    )
            c.line(
                [k.p(x - s * 0.02, 0, z0), k.p(x - s * 0.02, h, z0)],
                max(1, 16 / z0),
                fog(tone - 0.12, z0),
            )
        c.poly(
            k.floor(9.2 * s, 6.2 * s, 3, 96),
            lambda X, Y: 0.5 - (Y - 432) / 2600 - (0.08 if s > 0 else 0),
            tex=0.02,
        )
        c.poly(k.wall(6.2 * s, -0.14, 0, 3, 96), 0.26)
    # rails
    for x in (-3.1, -1.66, 1.66, 3.1):
        c.poly(
            [
                k.p(x - 0.05, 0, 2.6),
                k.p(x + 0.05, 0, 2.6),
                k.p(x + 0.05, 0, 90),
                k.p(x - 0.05, 0, 90),
            ],
            0.74,
            tex=0,
        )
        c.poly(
            [
                k.p(x + 0.07, 0, 2.6),
                k.p(x + 0.12, 0, 2.6),
                k.p(x + 0.12, 0, 90),
                k.p(x + 0.07, 0, 90),
            ],
            0.16,
            tex=0,
        )
    # wires and their spans
    for z in (60, 40, 26, 16, 9):
        c.line([k.p(-9.1, 8.2, z), k.p(9.1, 8.2, z)], max(1, 22 / z), 0.28)
    for x in (-2.4, 2.4):
        c.line([k.p(x, 7.0, 2.4), k.p(x, 7.0, 90)], 2.4, 0.2)
    # the tram: box from z=11 to z=24, x from -3.5 to -1.2
    z, zb, xa, xb = 11.0, 25.0, -3.66, -1.12
    sc = k.s(z)
    P = lambda u, y, d=z: k.p(mix(xa, xb, u), y, d)
    c.paint(c.mask().poly(k.floor(xa - 0.3, xb + 0.5, z - 0.9, zb)), 0.1, alpha=0.75, blur=9, tex=0)
    # the side seen on the right
    c.poly(
        [k.p(xb, 0.3, z + 0.3), k.p(xb, 3.35, z + 0.3), k.p(xb, 3.35, zb), k.p(xb, 0.3, zb)], 0.155
    )
    for i in range(5):
        za, ze = z + 1.0 + i * 2.7, z + 3.1 + i * 2.7
        c.poly(
            [
                k.p(xb + 0.01, 1.5, za),
                k.p(xb + 0.01, 2.9, za),
                k.p(xb + 0.01, 2.9, ze),
                k.p(xb + 0.01, 1.5, ze),
            ],
            0.66,
            tex=0,
        )
    c.poly(
        [
            k.p(xb + 0.02, 1.2, z + 0.3),
            k.p(xb + 0.02, 1.34, z + 0.3),
            k.p(xb + 0.02, 1.34, zb),
            k.p(xb + 0.02, 1.2, zb),
        ],
        0.6,
        tex=0,
    )
    c.poly(
        [
            k.p(xb, 3.35, z + 0.3),
            k.p(xb - 0.4, 3.72, z + 0.5),
            k.p(xb - 0.4, 3.72, zb),
            k.p(xb, 3.35, zb),
        ],
        0.22,
    )
    # front
    front = c.mask().curve(
        [
            P(0.02, 0.34),
            P(-0.02, 1.2),
            P(0.0, 2.6),
            P(0.05, 3.3),
            P(0.2, 3.66),
            P(0.5, 3.74),
            P(0.8, 3.66),
            P(0.95, 3.3),
            P(1.0, 2.6),
            P(1.02, 1.2),
            P(0.98, 0.34),
            P(0.5, 0.3),
        ],
        step=8,
    )
    c.paint(front, 0.125)
    c.paint(front.edge(-3, -3), 0.5, alpha=0.7, tex=0)
    glass = c.mask().curve(
        [
            P(0.08, 1.62),
            P(0.07, 2.3),
            P(0.1, 2.86),
            P(0.2, 2.98),
            P(0.5, 3.0),
            P(0.8, 2.98),
            P(0.9, 2.86),
            P(0.93, 2.3),
            P(0.92, 1.62),
            P(0.8, 1.52),
            P(0.5, 1.5),
            P(0.2, 1.52),
        ],
        step=8,
    )
    c.paint(glass, lambda X, Y: 0.84 - 0.1 * (X - P(0, 0)[0]) / (P(1, 0)[0] - P(0, 0)[0]))
    sh = (
        c.mask()
        .poly([P(0.62, 1.4), P(0.8, 1.4), P(0.98, 3.1), P(0.8, 3.1)])
        .poly([P(0.2, 1.4), P(0.25, 1.4), P(0.43, 3.1), P(0.38, 3.1)])
    )
    c.paint(sh.within(glass), 0.96, alpha=0.5, tex=0)
    d = c.mask()
    x, y = P(0.34, 0.75)
    person(d, x, y, 1.75 * sc, "stand", 1, build=1.15, hat="cap")
    c.paint(d.within(glass), 0.15)
    c.line([P(0.5, 1.5), P(0.5, 3.0)], 4, 0.3)
    w = c.mask().line([P(0.5, 1.56), P(0.7, 2.2)], 2.4)
    c.paint(w, 0.15, tex=0)
    c.paint(c.mask().rect(*P(0.22, 3.52), *P(0.78, 3.14), r=5), 0.93)
    c.rect(*P(0.27, 3.44), *P(0.37, 3.22), 0.15, tex=0)
    c.rect(*P(0.42, 3.42), *P(0.73, 3.35), 0.15, tex=0)
    c.rect(*P(0.42, 3.3), *P(0.64, 3.24), 0.3, tex=0)
    c.rect(*P(0.005, 1.34), *P(0.995, 1.2), 0.64)
    for u in (0.16, 0.84):
        x, y = P(u, 0.9)
        c.ellipse(x, y, 0.17 * sc, 0.17 * sc, 0.3)
        c.glow(x, y, 120, 0.6)
        c.ellipse(x, y, 0.135 * sc, 0.135 * sc, 0.97, tex=0)
    c.rect(*P(0.06, 0.5), *P(0.94, 0.36), 0.07)
    c.rect(*P(0.36, 0.34), *P(0.64, 0.14), 0.1)
    c.rect(*P(0.44, 1.12), *P(0.56, 0.88), 0.86)
    # pantograph
    pan = (
        c.mask()
        .line([P(0.36, 3.7), P(0.2, 4.9, z + 1), P(0.52, 6.9, z + 1)], 4)
        .line([P(0.64, 3.7), P(0.8, 4.9, z + 1), P(0.5, 6.9, z + 1)], 4)
        .line([P(0.22, 6.98, z + 1), P(0.8, 6.98, z + 1)], 5)
    )
    c.paint(pan, 0.15, tex=0)
    c.line([k.p(-2.4, 7.0, z + 1), k.p(-2.4, 7.0, 90)], 2, 0.2)
    # a shine of the lamps on the setts
    c.paint(
        c.mask().poly([P(0.05, 0, 10.4), P(0.95, 0, 10.4), P(1.3, 0, 5.4), P(-0.3, 0, 5.4)]),
        0.8,
        alpha=0.14,
        blur=16,
        mode="screen",
        tex=0,
    )
    # people
    m, sh = c.mask(), c.mask()
    for x, zz, f, p, kw in (
        (1.9, 9.4, -1, "walk", {"coat": 0.7, "hat": "brim"}),
        (2.75, 9.7, -1, "walk", {"coat": 0.8, "hair": "bun", "bag": True}),
        (5.4, 20, 1, "stand", {"coat": 0.6}),
        (7.4, 15, -1, "walk", {"coat": 0.8, "bag": True}),
        (-7.6, 13.5, 1, "stand", {"coat": 0.4, "hat": "cap"}),
        (-7.0, 13.7, -1, "side", {"coat": 0.8, "hair": "long"}),
        (7.0, 40, -1, "walk", {}),
        (3.2, 52, 1, "walk", {}),
    ):
        px, py = k.p(x, 0, zz)
        h = 1.74 * k.s(zz)
        sh.limb([(px, py, h * 0.05), (px + h * 0.5, py + h * 0.14, h * 0.05)])
        person(m, px, py, h, p, f, **kw)
    c.paint(sh, 0.13, alpha=0.5, blur=4, tex=0)
    c.paint(m, 0.11)
    c.paint(m.edge(-2, -2), 0.72, alpha=0.6, tex=0)
    c.gulls([(700, 140, 20), (780, 180, 14), (960, 110, 18)], 0.3, 2.2)
    return c


SCENES = {"tram": tram}
