"""A sitter: head and shoulders in flat planes, lit from one side."""

import numpy as np
from kit import Canvas, mix, smooth, spline, texture

CX, CY, S = 400, 322, 192  # middle of the head on the page, half its height


class Sitter:
    """A face built in its own measure: crown -1.05, chin 1, eyes near 0; light from the left."""

    def __init__(
        self, seed, skin=0.7, turn=0.1, wide=1.0, jaw=1.0, hair=0.16, back=0.42, flip=False
    ):
        self.c = Canvas(seed, 800, 800, back)
        self.skin, self.turn, self.wide, self.jaw, self.hair, self.flip = (
            skin,
            turn,
            wide,
            jaw,
            hair,
            flip,
        )
        self.dark = skin - (0.2 if skin > 0.5 else 0.15)
        self.deep = max(self.dark - 0.13, 0.09)
        self.lite = skin + (0.13 if skin > 0.5 else 0.15)

    def p(self, x, y):
        w = x * self.wide
        return CX + S * (w + self.turn * (1 - 0.45 * min(abs(x), 1.4))), CY + S * y

    def b(self, x, y):  # the body does not turn as far
        return CX + S * (x + self.turn * 0.25), CY + S * y

    def pts(self, *q):
        return [self.p(*a) for a in q]

    def bs(self, *q):
        return [self.b(*a) for a in q]

    def mask(self, *q, body=False):
        return self.c.mask().curve(self.bs(*q) if body else self.pts(*q))

    def backdrop(self, kind):
        c, X, Y = self.c, self.c.x, self.c.y
        t = c.a[0, 0]
        n = texture(800, 800, c.seed % 9 + 2, 1.2, 1.8, 2.4)
        c.a = (
            t
            + 0.13 * np.exp(-(((X - 180) / 380) ** 2 + ((Y - 250) / 420) ** 2))
            - 0.06 * smooth(Y, 400, 800)
            + 0.022 * n
        ).astype(np.float32)
        m = c.mask()
        if kind == "harbour":
            m.rect(-10, 520, 810, 532)
            for x, h in ((40, 300), (120, 250), (640, 330), (720, 270)):
                m.line([(x, 530), (x, 530 - h)], 7).line([(x, 534 - h), (x - 70, 520)], 3).line(
                    [(x, 534 - h), (x + 70, 520)], 3
                )
            c.paint(m, t - 0.1, blur=5, tex=0)
            c.paint(c.mask().rect(-10, 532, 810, 800), t + 0.04, blur=3, alpha=0.5, tex=0)
        elif kind == "window":
            m.rect(40, -10, 300, 560)
            c.paint(m, 0.84, blur=6, tex=0.02)
            b = c.mask().rect(164, -10, 176, 560).rect(40, 180, 300, 190).rect(40, 370, 300, 380)
            c.paint(b, t - 0.04, blur=5, tex=0)
        elif kind == "shelves":
            rng = np.random.default_rng(c.seed)
            for y in (20, 180, 340, 500, 660):
                x = 0
                while x < 800:
                    w = rng.uniform(14, 34)
                    c.rect(
                        x,
                        y + rng.uniform(10, 50),
                        x + w - 3,
                        y + 136,
                        t + rng.uniform(-0.1, 0.1),
                        blur=4,
                        tex=0,
                    )
                    x += w
                c.rect(-5, y + 136, 805, y + 150, t - 0.13, blur=3, tex=0)
        elif kind == "hills":
            m.curve(
                [(-60, 600), (100, 500), (300, 470), (520, 520), (860, 430), (900, 700), (-60, 700)]
            )
            c.paint(m, t - 0.07, blur=4, tex=0)
            c.paint(c.mask().rect(-10, 590, 810, 800), t - 0.02, blur=4, tex=0)
        elif kind == "lamp":
            c.glow(640, 190, 300, 0.4)
            c.ellipse(640, 190, 60, 60, 0.9, blur=12, tex=0)
        elif kind == "street":
            for x, w, h, d in (
                (-20, 190, 480, -0.07),
                (170, 130, 380, -0.02),
                (560, 130, 420, -0.04),
                (690, 160, 540, -0.09),
            ):
                c.rect(x, 620 - h, x + w, 800, t + d, blur=4, tex=0)
                for i in range(int(w // 56)):
                    for j in range(5):
                        c.rect(
                            x + 22 + i * 56,
                            660 - h + j * 86,
                            x + 46 + i * 56,
                            704 - h + j * 86,
                            t + d - 0.08,
                            blur=4,
                            tex=0,
                        )
        return self

    # ---- clothing ----------------------------------------------------------------------------
    def bust(self, tone, slope=1.0, wide=1.0):
        w = wide
        m = self.mask(
            (-0.36, 1.12),
            (-0.62, 1.3),
            (-1.15 * w, 1.46 * slope),
            (-1.6 * w, 1.74 * slope),
            (-1.86 * w, 2.3),
            (-1.95 * w, 3.0),
            (1.95 * w, 3.0),
            (1.86 * w, 2.3),
            (1.6 * w, 1.74 * slope),
            (1.15 * w, 1.46 * slope),
            (0.62, 1.3),
            (0.36, 1.12),
            body=True,
        )
        self.c.paint(m, lambda X, Y: tone - 0.05 * smooth(X, 360, 560), tex=0.016)
        sh = self.mask(
            (0.2, 1.2),
            (0.5, 1.5),
            (0.42, 2.1),
            (0.6, 3.0),
            (2.2, 3.0),
            (2.2, 1.5),
            (0.8, 1.3),
            body=True,
        )
        self.c.paint(sh.within(m), max(tone - 0.11, 0.06), alpha=0.75)
        self.c.paint(m.edge(-4, -3), min(tone + 0.26, 0.92), alpha=0.8, tex=0)
        self.body = m
        return self

    def neck(self, w=0.4):
        m = self.c.mask().poly(
            self.bs(
                (-w, 0.5),
                (w, 0.5),
                (w + 0.02, 1.1),
                (w + 0.26, 1.36),
                (0, 1.72),
                (-w - 0.26, 1.36),
                (-w - 0.02, 1.1),
            )
        )
        self.c.paint(m, self.skin - 0.05)
        sh = self.mask(
            (-w - 0.1, 0.6),
            (-0.28, 0.92),
            (0.05, 1.16),
            (-0.02, 1.4),
            (0.06, 1.8),
            (w + 0.5, 1.7),
            (w + 0.4, 0.5),
            body=True,
        )
        self.c.paint(sh.within(m), self.dark - 0.05)
        return self

    def shirt(self, tone, open_=0.3, collar=0.84):
        c = self.c
        c.poly(
            self.bs(
                (-0.5, 1.22),
                (0, 1.62 + open_),
                (0.5, 1.22),
                (0.78, 1.36),
                (0.34, 3),
                (-0.34, 3),
                (-0.78, 1.36),
            ),
            tone,
        )
        self.skin_v(open_)
        for s in (-1, 1):
            q = self.bs(
                (s * 0.44, 1.08),
                (s * 0.62, 1.24),
                (s * 0.36, 1.76),
                (s * 0.04, 1.52 + open_ * 0.5),
                (s * 0.34, 1.34),
            )
            c.poly(q, collar - (0.14 if s > 0 else 0))
            c.line([q[1], q[2], q[3]], 1.6, collar - 0.3, alpha=0.7)
        return self

    def skin_v(self, d):
        self.c.poly(self.bs((-0.36, 1.2), (0, 1.5 + d), (0.36, 1.2)), self.skin - 0.06)
        self.c.poly(self.bs((0.0, 1.2), (0, 1.5 + d), (0.36, 1.2)), self.dark - 0.03)

    def lapels(self, tone, deep=2.5):
        c = self.c
        for s in (-1, 1):
            t = tone + (0.05 if s < 0 else -0.05)
            q = self.bs(
                (s * 0.5, 1.14),
                (s * 0.82, 1.3),
                (s * 1.02, 1.7),
                (s * 0.72, 1.82),
                (s * 0.84, 1.94),
                (s * 0.06, deep + 0.1),
                (s * 0.0, deep),
                (s * 0.36, 1.7),
            )
            c.poly(q, t)
            c.line(q[1:6], 1.8, min(t + 0.2, 0.9) if s < 0 else max(t - 0.1, 0.05), alpha=0.8)
        return self

    def roll(self, tone):
        c = self.c
        m = self.mask(
            (-0.5, 0.98),
            (0, 1.16),
            (0.5, 0.98),
            (0.6, 1.24),
            (0.4, 1.46),
            (0, 1.56),
            (-0.4, 1.46),
            (-0.6, 1.24),
            body=True,
        )
        c.paint(m, tone)
        c.paint(
            self.mask(
                (0.0, 1.1), (0.5, 0.96), (0.64, 1.3), (0.3, 1.54), (0.06, 1.56), body=True
            ).within(m),
            tone - 0.12,
        )
        r = c.mask()
        for q in np.linspace(-0.54, 0.54, 15):
            r.line(self.bs((q, 1.0 + 0.14 * (1 - (q / 0.5) ** 2)), (q * 0.94, 1.5)), 1.4)
        c.paint(r.within(m), tone - 0.16, alpha=0.6, tex=0)
        c.paint(m.edge(-3, -3), min(tone + 0.14, 0.92), alpha=0.8, tex=0)
        return self

    # ---- head --------------------------------------------------------------------------------
    def head(self, ears=True, age=0, lips=0.0, brow=None, eye=0.0, nose=1.0):
        c, j = self.c, self.jaw
        if ears:
            for s in (-1, 1):
                e = self.mask(
                    (s * 0.68, -0.16),
                    (s * 0.8, -0.2),
                    (s * 0.85, -0.02),
                    (s * 0.79, 0.2),
                    (s * 0.69, 0.3),
                )
                c.paint(e, self.skin - 0.04 if s < 0 else self.dark - 0.05)
                c.line(
                    spline(self.pts((s * 0.74, -0.1), (s * 0.8, 0.0), (s * 0.75, 0.14)), False),
                    3,
                    self.dark - 0.05,
                    alpha=0.8,
                )
        face = self.mask(
            (0, -1.03),
            (-0.4, -0.95),
            (-0.66, -0.62),
            (-0.73, -0.1),
            (-0.7, 0.24),
            (-0.6 * j, 0.6),
            (-0.36 * j, 0.88),
            (-0.14, 0.99),
            (0.14, 0.99),
            (0.36 * j, 0.88),
            (0.6 * j, 0.6),
            (0.7, 0.24),
            (0.73, -0.1),
            (0.66, -0.62),
            (0.4, -0.95),
        )
        self.face = face
        c.paint(face, self.skin)
        # the shadow side: brow, socket, along the nose, cheek, mouth, chin
        sh = c.mask().poly(
            spline(
                self.pts(
                    (0.34, -1.1),
                    (0.36, -0.66),
                    (0.3, -0.38),
                    (0.18, -0.27),
                    (0.08, -0.16),
                    (0.075, 0.0),
                ),
                False,
            )
            + spline(
                self.pts((0.075, 0.0), (0.1, 0.2), (0.155, 0.31), (0.13, 0.37), (0.06, 0.395)),
                False,
            )
            + spline(
                self.pts(
                    (0.06, 0.395),
                    (0.24, 0.42),
                    (0.36, 0.28),
                    (0.46, 0.22),
                    (0.5, 0.36),
                    (0.4, 0.58),
                    (0.28, 0.7),
                    (0.22, 0.84),
                    (0.1, 1.1),
                ),
                False,
            )
            + self.pts((1.0, 1.1), (1.1, -1.1))
        )
        c.paint(sh.within(face), self.dark)
        sh2 = self.mask(
            (0.62, -0.9),
            (0.56, -0.3),
            (0.62, 0.2),
            (0.46, 0.62),
            (0.3, 0.9),
            (0.3, 1.1),
            (0.9, 1.0),
            (0.95, -0.9),
        )
        c.paint(sh2.within(face), self.deep, alpha=0.6, blur=2)
        # light planes: forehead, cheekbone, nose, chin
        for q in (
            ((-0.5, -0.7), (-0.1, -0.78), (0.1, -0.52), (-0.06, -0.4), (-0.4, -0.42)),
            ((-0.62, 0.04), (-0.42, 0.13), (-0.26, 0.24), (-0.36, 0.42), (-0.56, 0.36)),
            ((-0.05, -0.16), (0.05, -0.14), (0.055, 0.2), (0.02, 0.28), (-0.055, 0.24)),
            ((-0.14, 0.8), (0.05, 0.8), (0.04, 0.9), (-0.1, 0.92)),
        ):
            c.paint(self.mask(*q).within(face), self.lite, alpha=0.5, blur=4, tex=0)
        # sockets
        for s in (-1, 1):
            so = self.mask(
                (s * 0.12, -0.19),
                (s * 0.32, -0.25),
                (s * 0.5, -0.19),
                (s * 0.53, -0.06),
                (s * 0.44, 0.06),
                (s * 0.28, 0.085),
                (s * 0.15, 0.03),
            )
            c.paint(so.within(face), self.dark - 0.01 if s < 0 else self.deep, alpha=0.72, blur=1.5)
        # under the nose and its wing
        c.paint(
            self.mask(
                (-0.13, 0.34),
                (-0.05, 0.33),
                (0.06, 0.385),
                (0.13, 0.36),
                (0.1, 0.44),
                (0.0, 0.45),
                (-0.1, 0.42),
            ),
            self.dark - 0.03,
        )
        c.line(
            spline(self.pts((-0.13, 0.26), (-0.165, 0.32), (-0.13, 0.375)), False),
            2.6,
            self.dark - 0.06,
        )
        for x in (-0.07, 0.075):
            c.ellipse(*self.p(x, 0.37), 5, 2.8, self.deep - 0.05, tex=0)
        c.paint(
            self.mask((-0.04, 0.44), (0.05, 0.44), (0.06, 0.51), (-0.04, 0.51)),
            self.dark,
            alpha=0.7,
            blur=1.5,
            tex=0,
        )
        # eyes
        for s in (-1, 1):
            lid = 0.012 * age
            ex = 0.305 * s + 0.012
            white = self.mask(
                (ex - 0.13, 0.0),
                (ex - 0.06, -0.058 + lid),
                (ex + 0.04, -0.062 + lid),
                (ex + 0.13, -0.004),
                (ex + 0.05, 0.042),
                (ex - 0.06, 0.042),
            )
            c.paint(white, (min(self.skin + 0.2, 0.88)) - (0.22 if s > 0 else 0.04), tex=0)
            iris = c.mask().ellipse(*self.p(ex + eye, -0.012), 0.052 * S, 0.056 * S)
            c.paint(iris.within(white), 0.07, tex=0)
            c.ellipse(
                self.p(ex + eye, 0)[0] - 3.4,
                self.p(0, -0.036)[1],
                2.1,
                2.1,
                0.93 if s < 0 else 0.6,
                tex=0,
            )
            up = spline(
                self.pts(
                    (ex - 0.145 * 1, 0.008),
                    (ex - 0.07, -0.062 + lid),
                    (ex + 0.04, -0.07 + lid),
                    (ex + 0.145, 0.0),
                ),
                False,
            )
            c.limb(
                [
                    (x, y, 1.1 + 2.0 * np.sin(np.pi * i / (len(up) - 1)))
                    for i, (x, y) in enumerate(up)
                ],
                0.09,
                tex=0,
            )
            c.line(
                spline(
                    self.pts((ex - 0.13, -0.07), (ex - 0.03, -0.118), (ex + 0.12, -0.075)), False
                ),
                2,
                self.deep,
                alpha=0.8,
            )
            c.line(
                spline(self.pts((ex - 0.09, 0.05), (ex, 0.062), (ex + 0.1, 0.04)), False),
                1.6,
                self.deep,
                alpha=0.6,
            )
            if age:
                c.line(
                    spline(self.pts((ex - 0.1, 0.12), (ex + 0.02, 0.15), (ex + 0.12, 0.11)), False),
                    2.2,
                    self.deep,
                    alpha=0.3 * age,
                )
        bt = self.hair if brow is None else brow
        for s in (-1, 1):
            b = spline(
                self.pts(
                    (s * 0.13, -0.225), (s * 0.26, -0.285), (s * 0.4, -0.285), (s * 0.52, -0.21)
                ),
                False,
            )
            c.limb(
                [(x, y, mix(5.4, 1.4, (i / len(b)) ** 1.6)) for i, (x, y) in enumerate(b)],
                bt,
                tex=0.02,
            )
        # mouth
        m = self.mask(
            (-0.235, 0.6),
            (-0.08, 0.545),
            (0.0, 0.56),
            (0.08, 0.545),
            (0.235, 0.6),
            (0.1, 0.612),
            (0, 0.62),
            (-0.1, 0.612),
        )
        c.paint(m, self.dark - 0.07 - lips)
        low = self.mask(
            (-0.17, 0.615), (0, 0.625), (0.17, 0.615), (0.1, 0.68), (0, 0.695), (-0.1, 0.68)
        )
        c.paint(low, self.skin - 0.07 - lips)
        c.paint(
            self.mask((0.03, 0.615), (0.2, 0.61), (0.1, 0.69), (0.04, 0.69)).within(low),
            self.dark - 0.03 - lips,
        )
        line = spline(
            self.pts((-0.25, 0.592), (-0.1, 0.613), (0.0, 0.618), (0.1, 0.613), (0.25, 0.592)),
            False,
        )
        c.limb(
            [
                (x, y, 0.9 + 1.2 * np.sin(np.pi * i / (len(line) - 1)))
                for i, (x, y) in enumerate(line)
            ],
            self.deep - 0.08,
            tex=0,
        )
        c.paint(
            self.mask((-0.13, 0.735), (0, 0.72), (0.13, 0.735), (0.06, 0.775), (-0.06, 0.775)),
            self.dark,
            alpha=0.75,
            blur=1.5,
            tex=0,
        )
        if age:
            for s in (-1, 1):
                c.line(
                    spline(self.pts((s * 0.19, 0.34), (s * 0.29, 0.48), (s * 0.31, 0.6)), False),
                    2.4,
                    self.deep,
                    alpha=0.35 * age,
                    blur=0.6,
                )
            for y in (-0.52, -0.44):
                c.line(
                    spline(self.pts((-0.34, y), (0, y - 0.03), (0.34, y)), False),
                    2,
                    self.dark,
                    alpha=0.4 * age,
                    blur=0.5,
                )
        c.paint(face.edge(-3, -1), min(self.lite + 0.1, 0.95), alpha=0.55, tex=0)
        return self

    def lock(self, *q, tone=None, rim=0.3, body=False, alpha=1.0):
        m = self.mask(*q, body=body)
        t = self.hair if tone is None else tone
        self.c.paint(m, lambda X, Y: t - 0.03 * smooth(X, 380, 520), tex=0.014, alpha=alpha)
        if rim:
            self.c.paint(m.edge(-4, -3), min(t + rim, 0.94), alpha=0.8, tex=0)
        return m

    def strands(self, m, lines, tone, width=2.4, alpha=0.55):
        k = self.c.mask()
        for q in lines:
            k.line(spline(self.pts(*q), False), width)
        self.c.paint(k.within(m), tone, alpha=alpha, tex=0)

    def glasses(self, round_=True, tone=0.1, w=0.235, h=0.19):
        c = self.c
        for s in (-1, 1):
            x, y = self.p(0.315 * s, 0.0)
            rx, ry = w * S * (1.0 if s < 0 else 0.96), h * S
            glass, inner = c.mask(), c.mask()
            if round_:
                glass.ellipse(x, y, rx, ry * 1.1)
                inner.ellipse(x, y, rx - 6, ry * 1.1 - 6)
            else:
                glass.rect(x - rx, y - ry * 0.86, x + rx, y + ry * 0.9, r=16)
                inner.rect(x - rx + 6, y - ry * 0.86 + 7, x + rx - 6, y + ry * 0.9 - 5, r=12)
            c.paint(inner, 0.92, alpha=0.1, tex=0)
            shine = c.mask().poly(
                [
                    (x - rx, y + ry),
                    (x - rx * 0.5, y + ry),
                    (x + rx * 0.4, y - ry),
                    (x - rx * 0.1, y - ry),
                ]
            )
            c.paint(shine.within(inner), 0.95, alpha=0.16, tex=0)
            ring = glass.cut(inner)
            c.paint(ring, tone)
            c.paint(ring.edge(-1.4, -1.6), min(tone + 0.4, 0.9), alpha=0.6, tex=0)
        c.line(spline(self.pts((-0.09, -0.03), (0, -0.07), (0.09, -0.03)), False), 5, tone)
        for s in (-1, 1):
            c.line([self.p(s * 0.54, -0.04), self.p(s * 0.74, -0.08)], 5, tone)
        return self

    def done(self):
        if self.flip:
            self.c.a = self.c.a[:, ::-1].copy()
        return self.c
