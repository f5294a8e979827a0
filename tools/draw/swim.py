"""The swimming hall."""

import numpy as np
from kit import Canvas, mix, smooth
from people import person
from space import Cam
from surf import ripples


def pool():
    c = Canvas(723)
    k = Cam(800, 400, 4.2, 1120)
    X, Y = c.x, c.y
    c.a[:] = 0.4
    fog = lambda t, z: mix(t, 0.82, 1 - np.exp(-z / 60))
    # roof: ribs of a barrel vault, lights; end wall with a great window
    zf = 50
    arc = lambda z, r=12.0, lift=0.0: [
        k.p(r * np.cos(a), 5.2 + lift + 6.4 * r / 12 * np.sin(a), z)
        for a in np.linspace(0, np.pi, 31)
    ]
    c.poly(arc(zf) + [k.p(-12, 0, zf), k.p(12, 0, zf)], 0.62)
    zs = list(np.arange(zf, 2.0, -3.0))
    for za, zb in zip(zs[1:], zs, strict=False):
        a0, a1 = arc(za), arc(zb)
        for i in range(30):
            sky = 12 <= i <= 17
            c.poly(
                [a0[i], a0[i + 1], a1[i + 1], a1[i]],
                fog(0.78 if sky else 0.34 + 0.006 * abs(i - 15), za),
                tex=0,
            )
        for i in (12, 14, 16, 18):
            c.line([a0[i], a1[i]], max(1.2, 0.06 * k.s(za)), fog(0.26, za))
        c.poly(k.wall(-12, 0, 5.3, za, zb), fog(0.38, za), tex=0.008)
        c.poly(k.wall(12, 0, 5.3, za, zb), fog(0.3, za), tex=0.008)
        c.line(a1, max(2, 0.3 * k.s(zb)), fog(0.2, zb))
        c.line(arc(zb, 11.8), max(1.2, 0.07 * k.s(zb)), fog(0.55, zb))
    c.poly(
        [k.p(9 * np.cos(a), 4.6 + 5.4 * np.sin(a), zf) for a in np.linspace(0, np.pi, 30)]
        + [k.p(-9, 1.6, zf), k.p(9, 1.6, zf)],
        0.94,
    )
    for x in (-6, -3, 0, 3, 6):
        c.line([k.p(x, 1.6, zf), k.p(x, 10, zf)], 3, 0.6)
    for y in (3.6, 6):
        c.line([k.p(-9, y, zf), k.p(9, y, zf)], 3, 0.6)
    # side galleries and windows
    for s in (-1, 1):
        for z in np.arange(46, 4, -6):
            c.poly(k.wall(12 * s, 3.4, 6.6, z + 1, z + 5), fog(0.7 if s < 0 else 0.58, z), tex=0.02)
            for q in (2.3, 3.6):
                c.line(
                    [k.p(12 * s, 3.4, z + q), k.p(12 * s, 6.6, z + q)], max(1, 20 / z), fog(0.3, z)
                )
            c.poly(k.wall(12 * s, 0, 2.8, z + 0.6, z + 5.4), fog(0.3, z), tex=0.01)
            c.poly(k.face(11.4 * s - 0.2, 11.4 * s + 0.2, 0, 5.2, z), fog(0.24, z))
        c.poly(k.wall(11.6 * s, 2.8, 3.2, 4, 50), 0.6, tex=0.01)
    # deck
    c.poly(k.floor(-12, 12, 3.4, 50), lambda x, y: 0.66 - (y - 500) / 2600, tex=0.012)
    t = c.mask()
    z = 5.2
    while z < 50:
        t.line([k.p(-12, 0, z), k.p(12, 0, z)], max(0.8, 8 / z))
        z *= 1.055
    for x in np.arange(-12, 12.1, 0.75):
        t.line([k.p(x, 0, 4), k.p(x, 0, 50)], 1.2)
    c.paint(t, 0.4, alpha=0.4, tex=0)
    # water
    px0, px1, pz0, pz1 = -8.4, 8.4, 5.7, 46
    c.poly([(q[0], q[1] + 9) for q in k.floor(px0 - 0.3, px1 + 0.3, pz0 - 0.15, pz1 + 0.3)], 0.3)
    w = c.mask().poly(k.floor(px0, px1, pz0, pz1, -0.25))
    before = c.a.copy()
    yt = int(k.p(0, -0.25, pz1)[1])
    top = np.zeros((yt, c.w), np.float32)
    n1 = np.vstack([top, ripples(c, yt, 3, None, 5, 34, 0.9)])
    n2 = np.vstack([top, ripples(c, yt, 4, None, 4, 22, 1.1)])
    d = np.clip((Y - yt) / (c.h - yt), 0, 1)
    sy = np.clip(2 * yt - Y + 14 * n2 * d, 0, c.h - 1).astype(int)
    sx = np.clip(X + (3 + 16 * d) * n1, 0, c.w - 1).astype(int)
    ref = before[sy, sx]
    tone = mix(0.4 - 0.1 * d, ref, 0.55 - 0.1 * d) + 0.03 * n1 + 0.02 * n2
    caust = smooth(0.16 - np.abs(n2 * 0.7 + 0.5 * n1), 0.0, 0.16) * smooth(d, 0.12, 0.6)
    tone = mix(tone, 0.86, caust * 0.3)
    c.paint(w, tone.astype(np.float32), tex=0)
    # black lines on the floor
    for x in np.arange(-7, 7.1, 2.8):
        m = c.mask()
        pts_l, pts_r = [], []
        for z in np.linspace(pz0 + 0.8, pz1 - 2, 110):
            qx, qy = k.p(x, -0.25, z)
            wob = 0.05 * np.sin(z * 5 + x) * k.s(z)
            ww = 0.15 * k.s(z)
            pts_l.append((qx - ww + wob, qy))
            pts_r.append((qx + ww + wob, qy))
        c.paint(m.poly(pts_l + pts_r[::-1]).within(w), 0.17, alpha=0.5, tex=0)
    # lane ropes: beads
    for x in (-5.6, -2.8, 0, 2.8, 5.6):
        a, b = c.mask(), c.mask()
        z = pz1
        i = 0
        while z > pz0:
            step = 0.34
            qx, qy = k.p(x, -0.2, z)
            r = 0.085 * k.s(z)
            (a if (i // 3) % 2 else b).ellipse(qx, qy, max(r, 0.8), max(r * 0.8, 0.7))
            z -= step * (0.6 if z < 12 else 1)
            i += 1
        c.paint(b, 0.16, tex=0)
        c.paint(a, 0.92, tex=0)

    # swimmers
    def swimmer(x, z, f=1, arm=1, tone=0.13):
        s = k.s(z)
        P = lambda u, v, y=-0.25: k.p(x + u, y, z + v)
        foam = c.mask()
        rng = np.random.default_rng(int(z * 10))
        for _ in range(46):
            u, v = rng.normal(0, 0.26), rng.uniform(-1.3, 1.2)
            foam.ellipse(*P(u, v), rng.uniform(0.02, 0.07) * s, rng.uniform(0.008, 0.025) * s)
        wake = c.mask().poly(
            [
                P(-0.1, -0.4),
                P(-0.8, 2.6),
                P(-0.6, 2.8),
                P(0, 0.2),
                P(0.6, 2.8),
                P(0.8, 2.6),
                P(0.1, -0.4),
            ]
        )
        c.paint(wake, 0.85, alpha=0.3, blur=2, tex=0)
        c.paint(foam, 0.94, alpha=0.85, tex=0)
        m = c.mask()
        hx, hy = P(0, -0.2, -0.12)
        m.limb([(*P(0, 0.3, -0.16), 0.17 * s), (*P(0, -0.05, -0.16), 0.15 * s)])
        ax, ay = P(0.3 * arm, 0.0, -0.1)
        ex, ey = P(0.52 * arm, -0.1, 0.3)
        wx, wy = P(0.32 * arm, -0.6, -0.18)
        m.limb([(ax, ay, 0.075 * s), (ex, ey, 0.062 * s), (wx, wy, 0.04 * s)])
        c.paint(m, tone)
        c.paint(m.edge(0, -0.02 * s), 0.85, alpha=0.8, tex=0)
        cap = c.mask().ellipse(hx, hy - 0.05 * s, 0.105 * s, 0.115 * s)
        c.paint(cap, 0.92 if arm > 0 else 0.2)
        c.paint(cap.edge(0.02 * s, 0.03 * s), 0.4, alpha=0.6, tex=0)
        sp = c.mask()
        for _ in range(26):
            sp.ellipse(
                wx + rng.normal(0, 0.14) * s,
                wy - abs(rng.normal(0, 0.13)) * s,
                rng.uniform(0.008, 0.022) * s,
            )
        c.paint(sp, 0.95, tex=0)

    swimmer(-4.2, 27, arm=1)
    swimmer(4.2, 31, arm=-1)
    swimmer(1.4, 21, arm=-1)
    swimmer(-1.4, 15, arm=1)
    swimmer(4.3, 12, arm=1)
    swimmer(-4.3, 10, arm=-1)
    # starting blocks at the near edge, a swimmer waiting, coach at the side
    deck = c.mask().poly(k.floor(-12, 12, 3.0, pz0, 0))
    c.paint(deck.cut(c.mask().rect(0, 0, 1600, int(k.p(0, 0, pz0)[1]))), 0.5, tex=0.015)
    yb = k.p(0, 0, pz0)[1]
    c.rect(0, yb - 3, 1600, yb + 6, 0.84)
    c.rect(0, yb + 6, 1600, yb + 60, 0.36)
    for x in (-4.2, -1.4, 1.4, 4.2):
        qx, qy = k.p(x, 0, 5.35)
        c.poly(
            [(qx - 56, qy - 74), (qx + 56, qy - 74), (qx + 66, qy - 52), (qx - 66, qy - 52)], 0.8
        )
        c.rect(qx - 66, qy - 54, qx + 66, qy - 40, 0.26)
        c.rect(qx - 40, qy - 40, qx + 40, qy + 70, 0.2)
        c.ellipse(qx, qy + 2, 17, 17, 0.86)
    m = c.mask()
    qx, qy = k.p(1.4, 0, 5.35)
    person(
        m,
        qx,
        qy - 62,
        330,
        "stand",
        1,
        el=(-0.15, 0.64),
        hl=(-0.1, 0.5),
        er=(0.15, 0.64),
        hr=(0.1, 0.5),
    )
    c.paint(m, 0.13)
    c.paint(m.edge(0, -4), 0.9, alpha=0.7, tex=0)
    c.paint(m.edge(3, 0), 0.7, alpha=0.5, tex=0)
    cap = c.mask().ellipse(qx + 4, qy - 62 - 0.945 * 330, 18, 17)
    c.paint(cap, 0.88)
    suit = c.mask().rect(qx - 80, qy - 62 - 0.56 * 330, qx + 80, qy - 62 - 0.4 * 330).within(m)
    c.paint(suit, 0.06)
    m = c.mask()
    person(
        m,
        *k.p(-10, 0, 15),
        1.75 * k.s(15),
        "stand",
        1,
        er=(0.14, 0.7),
        hr=(0.06, 0.66),
        coat=0.2,
        hat="cap",
    )
    person(m, *k.p(10.2, 0, 22), 1.7 * k.s(22), "walk", -1, coat=0.1)
    c.paint(m, 0.14)
    c.paint(m.edge(2, -2), 0.85, alpha=0.7, tex=0)
    # pennants across
    for z in (38, 12):
        line = [k.p(x, 3.4 - 0.4 * (1 - (x / 11) ** 2), z) for x in np.linspace(-11, 11, 30)]
        c.line(line, max(1, 14 / z), 0.24)
        f = c.mask()
        for i in range(29):
            (x0, ya), (x1, yb2) = line[i], line[i + 1]
            f.poly(
                [(x0 + 1, ya), (x1 - 1, yb2), ((x0 + x1) / 2, ya + 0.36 * k.s(z))],
                255 if i % 2 else 120,
            )
        c.paint(f, 0.24, tex=0)
    c.glow(800, 330, 620, 0.22, ry=360)
    return c


SCENES = {"pool": pool}
