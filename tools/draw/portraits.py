"""Ten head-and-shoulder portraits in flat planes, lit from one side."""

import numpy as np
from kit import Canvas, mix, smooth, spline, texture

CX, CY, S = 400, 322, 192  # middle of the head on the page, half its height


class Sitter:
    """A face built in its own measure: crown -1.05, chin 1, eyes near 0; light from the left."""

    def __init__(self, seed, skin=0.7, turn=0.1, wide=1.0, jaw=1.0, hair=0.16, back=0.42, flip=False):
        self.c = Canvas(seed, 800, 800, back)
        self.skin, self.turn, self.wide, self.jaw, self.hair, self.flip = skin, turn, wide, jaw, hair, flip
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
        c.a = (t + 0.13 * np.exp(-(((X - 180) / 380) ** 2 + ((Y - 250) / 420) ** 2)) - 0.06 * smooth(Y, 400, 800) + 0.022 * n).astype(np.float32)
        m = c.mask()
        if kind == "harbour":
            m.rect(-10, 520, 810, 532)
            for x, h in ((40, 300), (120, 250), (640, 330), (720, 270)):
                m.line([(x, 530), (x, 530 - h)], 7).line([(x, 534 - h), (x - 70, 520)], 3).line([(x, 534 - h), (x + 70, 520)], 3)
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
                    c.rect(x, y + rng.uniform(10, 50), x + w - 3, y + 136, t + rng.uniform(-0.1, 0.1), blur=4, tex=0)
                    x += w
                c.rect(-5, y + 136, 805, y + 150, t - 0.13, blur=3, tex=0)
        elif kind == "hills":
            m.curve([(-60, 600), (100, 500), (300, 470), (520, 520), (860, 430), (900, 700), (-60, 700)])
            c.paint(m, t - 0.07, blur=4, tex=0)
            c.paint(c.mask().rect(-10, 590, 810, 800), t - 0.02, blur=4, tex=0)
        elif kind == "lamp":
            c.glow(640, 190, 300, 0.4)
            c.ellipse(640, 190, 60, 60, 0.9, blur=12, tex=0)
        elif kind == "street":
            for x, w, h, d in ((-20, 190, 480, -0.07), (170, 130, 380, -0.02), (560, 130, 420, -0.04), (690, 160, 540, -0.09)):
                c.rect(x, 620 - h, x + w, 800, t + d, blur=4, tex=0)
                for i in range(int(w // 56)):
                    for j in range(5):
                        c.rect(x + 22 + i * 56, 660 - h + j * 86, x + 46 + i * 56, 704 - h + j * 86, t + d - 0.08, blur=4, tex=0)
        return self

    # ---- clothing ----------------------------------------------------------------------------
    def bust(self, tone, slope=1.0, wide=1.0):
        w = wide
        m = self.mask((-0.36, 1.12), (-0.62, 1.3), (-1.15 * w, 1.46 * slope), (-1.6 * w, 1.74 * slope), (-1.86 * w, 2.3), (-1.95 * w, 3.0), (1.95 * w, 3.0),
                      (1.86 * w, 2.3), (1.6 * w, 1.74 * slope), (1.15 * w, 1.46 * slope), (0.62, 1.3), (0.36, 1.12), body=True)
        self.c.paint(m, lambda X, Y: tone - 0.05 * smooth(X, 360, 560), tex=0.016)
        sh = self.mask((0.2, 1.2), (0.5, 1.5), (0.42, 2.1), (0.6, 3.0), (2.2, 3.0), (2.2, 1.5), (0.8, 1.3), body=True)
        self.c.paint(sh.within(m), max(tone - 0.11, 0.06), alpha=0.75)
        self.c.paint(m.edge(-4, -3), min(tone + 0.26, 0.92), alpha=0.8, tex=0)
        self.body = m
        return self

    def neck(self, w=0.4):
        m = self.c.mask().poly(self.bs((-w, 0.5), (w, 0.5), (w + 0.02, 1.1), (w + 0.26, 1.36), (0, 1.72), (-w - 0.26, 1.36), (-w - 0.02, 1.1)))
        self.c.paint(m, self.skin - 0.05)
        sh = self.mask((-w - 0.1, 0.6), (-0.28, 0.92), (0.05, 1.16), (-0.02, 1.4), (0.06, 1.8), (w + 0.5, 1.7), (w + 0.4, 0.5), body=True)
        self.c.paint(sh.within(m), self.dark - 0.05)
        return self

    def shirt(self, tone, open_=0.3, collar=0.84):
        c = self.c
        c.poly(self.bs((-0.5, 1.22), (0, 1.62 + open_), (0.5, 1.22), (0.78, 1.36), (0.34, 3), (-0.34, 3), (-0.78, 1.36)), tone)
        self.skin_v(open_)
        for s in (-1, 1):
            q = self.bs((s * 0.44, 1.08), (s * 0.62, 1.24), (s * 0.36, 1.76), (s * 0.04, 1.52 + open_ * 0.5), (s * 0.34, 1.34))
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
            q = self.bs((s * 0.5, 1.14), (s * 0.82, 1.3), (s * 1.02, 1.7), (s * 0.72, 1.82), (s * 0.84, 1.94), (s * 0.06, deep + 0.1), (s * 0.0, deep), (s * 0.36, 1.7))
            c.poly(q, t)
            c.line(q[1:6], 1.8, min(t + 0.2, 0.9) if s < 0 else max(t - 0.1, 0.05), alpha=0.8)
        return self

    def roll(self, tone):
        c = self.c
        m = self.mask((-0.5, 0.98), (0, 1.16), (0.5, 0.98), (0.6, 1.24), (0.4, 1.46), (0, 1.56), (-0.4, 1.46), (-0.6, 1.24), body=True)
        c.paint(m, tone)
        c.paint(self.mask((0.0, 1.1), (0.5, 0.96), (0.64, 1.3), (0.3, 1.54), (0.06, 1.56), body=True).within(m), tone - 0.12)
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
                e = self.mask((s * 0.68, -0.16), (s * 0.8, -0.2), (s * 0.85, -0.02), (s * 0.79, 0.2), (s * 0.69, 0.3))
                c.paint(e, self.skin - 0.04 if s < 0 else self.dark - 0.05)
                c.line(spline(self.pts((s * 0.74, -0.1), (s * 0.8, 0.0), (s * 0.75, 0.14)), False), 3, self.dark - 0.05, alpha=0.8)
        face = self.mask((0, -1.03), (-0.4, -0.95), (-0.66, -0.62), (-0.73, -0.1), (-0.7, 0.24), (-0.6 * j, 0.6), (-0.36 * j, 0.88), (-0.14, 0.99), (0.14, 0.99), (0.36 * j, 0.88),
                         (0.6 * j, 0.6), (0.7, 0.24), (0.73, -0.1), (0.66, -0.62), (0.4, -0.95))
        self.face = face
        c.paint(face, self.skin)
        # the shadow side: brow, socket, along the nose, cheek, mouth, chin
        sh = c.mask().poly(spline(self.pts((0.34, -1.1), (0.36, -0.66), (0.3, -0.38), (0.18, -0.27), (0.08, -0.16), (0.075, 0.0)), False)
                           + spline(self.pts((0.075, 0.0), (0.1, 0.2), (0.155, 0.31), (0.13, 0.37), (0.06, 0.395)), False)
                           + spline(self.pts((0.06, 0.395), (0.24, 0.42), (0.36, 0.28), (0.46, 0.22), (0.5, 0.36), (0.4, 0.58), (0.28, 0.7), (0.22, 0.84), (0.1, 1.1)), False)
                           + self.pts((1.0, 1.1), (1.1, -1.1)))
        c.paint(sh.within(face), self.dark)
        sh2 = self.mask((0.62, -0.9), (0.56, -0.3), (0.62, 0.2), (0.46, 0.62), (0.3, 0.9), (0.3, 1.1), (0.9, 1.0), (0.95, -0.9))
        c.paint(sh2.within(face), self.deep, alpha=0.6, blur=2)
        # light planes: forehead, cheekbone, nose, chin
        for q in (((-0.5, -0.7), (-0.1, -0.78), (0.1, -0.52), (-0.06, -0.4), (-0.4, -0.42)), ((-0.62, 0.04), (-0.42, 0.13), (-0.26, 0.24), (-0.36, 0.42), (-0.56, 0.36)),
                  ((-0.05, -0.16), (0.05, -0.14), (0.055, 0.2), (0.02, 0.28), (-0.055, 0.24)), ((-0.14, 0.8), (0.05, 0.8), (0.04, 0.9), (-0.1, 0.92))):
            c.paint(self.mask(*q).within(face), self.lite, alpha=0.5, blur=4, tex=0)
        # sockets
        for s in (-1, 1):
            so = self.mask((s * 0.12, -0.19), (s * 0.32, -0.25), (s * 0.5, -0.19), (s * 0.53, -0.06), (s * 0.44, 0.06), (s * 0.28, 0.085), (s * 0.15, 0.03))
            c.paint(so.within(face), self.dark - 0.01 if s < 0 else self.deep, alpha=0.72, blur=1.5)
        # under the nose and its wing
        c.paint(self.mask((-0.13, 0.34), (-0.05, 0.33), (0.06, 0.385), (0.13, 0.36), (0.1, 0.44), (0.0, 0.45), (-0.1, 0.42)), self.dark - 0.03)
        c.line(spline(self.pts((-0.13, 0.26), (-0.165, 0.32), (-0.13, 0.375)), False), 2.6, self.dark - 0.06)
        for x in (-0.07, 0.075):
            c.ellipse(*self.p(x, 0.37), 5, 2.8, self.deep - 0.05, tex=0)
        c.paint(self.mask((-0.04, 0.44), (0.05, 0.44), (0.06, 0.51), (-0.04, 0.51)), self.dark, alpha=0.7, blur=1.5, tex=0)
        # eyes
        for s in (-1, 1):
            lid = 0.012 * age
            ex = 0.305 * s + 0.012
            white = self.mask((ex - 0.13, 0.0), (ex - 0.06, -0.058 + lid), (ex + 0.04, -0.062 + lid), (ex + 0.13, -0.004), (ex + 0.05, 0.042), (ex - 0.06, 0.042))
            c.paint(white, (min(self.skin + 0.2, 0.88)) - (0.22 if s > 0 else 0.04), tex=0)
            iris = c.mask().ellipse(*self.p(ex + eye, -0.012), 0.052 * S, 0.056 * S)
            c.paint(iris.within(white), 0.07, tex=0)
            c.ellipse(self.p(ex + eye, 0)[0] - 3.4, self.p(0, -0.036)[1], 2.1, 2.1, 0.93 if s < 0 else 0.6, tex=0)
            up = spline(self.pts((ex - 0.145 * 1, 0.008), (ex - 0.07, -0.062 + lid), (ex + 0.04, -0.07 + lid), (ex + 0.145, 0.0)), False)
            c.limb([(x, y, 1.1 + 2.0 * np.sin(np.pi * i / (len(up) - 1))) for i, (x, y) in enumerate(up)], 0.09, tex=0)
            c.line(spline(self.pts((ex - 0.13, -0.07), (ex - 0.03, -0.118), (ex + 0.12, -0.075)), False), 2, self.deep, alpha=0.8)
            c.line(spline(self.pts((ex - 0.09, 0.05), (ex, 0.062), (ex + 0.1, 0.04)), False), 1.6, self.deep, alpha=0.6)
            if age:
                c.line(spline(self.pts((ex - 0.1, 0.12), (ex + 0.02, 0.15), (ex + 0.12, 0.11)), False), 2.2, self.deep, alpha=0.3 * age)
        bt = self.hair if brow is None else brow
        for s in (-1, 1):
            b = spline(self.pts((s * 0.13, -0.225), (s * 0.26, -0.285), (s * 0.4, -0.285), (s * 0.52, -0.21)), False)
            c.limb([(x, y, mix(5.4, 1.4, (i / len(b)) ** 1.6)) for i, (x, y) in enumerate(b)], bt, tex=0.02)
        # mouth
        m = self.mask((-0.235, 0.6), (-0.08, 0.545), (0.0, 0.56), (0.08, 0.545), (0.235, 0.6), (0.1, 0.612), (0, 0.62), (-0.1, 0.612))
        c.paint(m, self.dark - 0.07 - lips)
        low = self.mask((-0.17, 0.615), (0, 0.625), (0.17, 0.615), (0.1, 0.68), (0, 0.695), (-0.1, 0.68))
        c.paint(low, self.skin - 0.07 - lips)
        c.paint(self.mask((0.03, 0.615), (0.2, 0.61), (0.1, 0.69), (0.04, 0.69)).within(low), self.dark - 0.03 - lips)
        line = spline(self.pts((-0.25, 0.592), (-0.1, 0.613), (0.0, 0.618), (0.1, 0.613), (0.25, 0.592)), False)
        c.limb([(x, y, 0.9 + 1.2 * np.sin(np.pi * i / (len(line) - 1))) for i, (x, y) in enumerate(line)], self.deep - 0.08, tex=0)
        c.paint(self.mask((-0.13, 0.735), (0, 0.72), (0.13, 0.735), (0.06, 0.775), (-0.06, 0.775)), self.dark, alpha=0.75, blur=1.5, tex=0)
        if age:
            for s in (-1, 1):
                c.line(spline(self.pts((s * 0.19, 0.34), (s * 0.29, 0.48), (s * 0.31, 0.6)), False), 2.4, self.deep, alpha=0.35 * age, blur=0.6)
            for y in (-0.52, -0.44):
                c.line(spline(self.pts((-0.34, y), (0, y - 0.03), (0.34, y)), False), 2, self.dark, alpha=0.4 * age, blur=0.5)
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
            shine = c.mask().poly([(x - rx, y + ry), (x - rx * 0.5, y + ry), (x + rx * 0.4, y - ry), (x - rx * 0.1, y - ry)])
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


def maren():
    f = Sitter(911, skin=0.42, turn=0.1, wide=0.98, jaw=0.94, hair=0.1, back=0.5).backdrop("harbour")
    halo = f.c.mask()
    rng = np.random.default_rng(2)
    for _ in range(130):  # a rounded natural crop
        a = rng.uniform(-np.pi * 1.08, 0.08 * np.pi)
        r = rng.uniform(0.5, 1.0)
        x, y = f.p(0.8 * r * np.cos(a), -0.42 + 0.82 * r * np.sin(a))
        halo.ellipse(x, y, rng.uniform(20, 34))
    f.c.paint(halo, 0.1, tex=0.02)
    f.c.paint(halo.edge(-4, -4), 0.4, alpha=0.7, tex=0)
    f.bust(0.24).neck(0.38).roll(0.7)
    f.head(lips=0.02)
    top = f.c.mask()
    for t in np.linspace(-0.64, 0.66, 26):
        x, y = f.p(t, -0.6 - 0.2 * (1 - (t / 0.7) ** 2))
        top.ellipse(x, y - 14, rng.uniform(16, 25))
    for s in (-1, 1):
        for y in np.linspace(-0.62, -0.2, 7):
            top.ellipse(*f.p(s * (0.74 - 0.02 * y), y), 17 - 6 * (y + 0.6))
    f.c.paint(top, 0.1, tex=0.02)
    curls = f.c.mask()
    for _ in range(90):
        a, r = rng.uniform(-np.pi, 0), rng.uniform(0.45, 0.95)
        x, y = f.p(0.82 * r * np.cos(a), -0.42 + 0.84 * r * np.sin(a))
        curls.line(spline([(x - 7, y + 3), (x, y - 5), (x + 7, y + 2)], False), 1.8)
    f.c.paint(curls.within(halo), 0.3, alpha=0.45, tex=0)
    for s in (-1, 1):
        x, y = f.p(s * 0.77, 0.36)
        f.c.ellipse(x, y, 6, 8, 0.86)
    return f.done()


def tobias():
    f = Sitter(922, skin=0.7, turn=-0.08, jaw=1.06, wide=1.0, hair=0.34, back=0.36, flip=True).backdrop("shelves")
    f.bust(0.2).neck(0.42).shirt(0.82, 0.05).lapels(0.22)
    tie = f.bs((-0.09, 1.5), (0.09, 1.5), (0.07, 1.62), (0.17, 2.6), (0, 2.9), (-0.17, 2.6), (-0.07, 1.62))
    f.c.poly(tie, 0.14)
    f.head(age=1, brow=0.3)
    m = f.lock((-0.76, -0.1), (-0.8, -0.5), (-0.7, -0.9), (-0.34, -1.14), (0.12, -1.2), (0.56, -1.06), (0.78, -0.7), (0.8, -0.3), (0.75, -0.06), (0.69, -0.34), (0.6, -0.62),
               (0.3, -0.74), (-0.1, -0.7), (-0.42, -0.82), (-0.6, -0.6), (-0.68, -0.34), tone=0.36)
    f.strands(m, [((-0.4, -0.84), (-0.1, -1.0 + k * 0.06), (0.3, -1.0 + k * 0.07), (0.62, -0.76 + k * 0.08)) for k in range(5)] + [((-0.72, -0.2 - k * 0.1), (-0.7, -0.5 - k * 0.06), (-0.5, -0.9)) for k in range(3)], 0.58)
    f.glasses(round_=False, tone=0.1)
    return f.done()


def josune():
    f = Sitter(933, skin=0.66, turn=0.14, jaw=0.92, wide=0.95, hair=0.11, back=0.54).backdrop("street")
    f.lock((-0.7, -0.6), (-0.86, 0.0), (-0.84, 0.5), (-0.74, 0.86), (-0.4, 0.94), (0.4, 0.94), (0.76, 0.86), (0.86, 0.4), (0.86, -0.2), (0.7, -0.8), (0.2, -1.16), (-0.4, -1.1))
    f.bust(0.3).neck(0.36)
    f.skin_v(0.1)
    f.lapels(0.2, 2.1)
    f.c.poly(f.bs((-0.46, 1.3), (0.0, 1.95), (0.46, 1.3), (0.62, 1.5), (0.1, 2.6), (-0.1, 2.6), (-0.62, 1.5)), 0.62)
    f.skin_v(-0.02)
    f.lapels(0.2, 2.2)
    f.head(ears=False, lips=0.07)
    m = f.lock((-0.12, -0.98), (-0.4, -0.74), (-0.6, -0.42), (-0.66, 0.0), (-0.68, 0.44), (-0.64, 0.84), (-0.86, 0.8), (-0.93, 0.3), (-0.9, -0.4), (-0.72, -0.94), (-0.3, -1.2), (0.2, -1.2))
    m2 = f.lock((-0.2, -1.18), (0.26, -1.2), (0.7, -0.94), (0.9, -0.4), (0.92, 0.3), (0.84, 0.8), (0.62, 0.82), (0.67, 0.3), (0.64, -0.2), (0.5, -0.56), (0.14, -0.82), (-0.24, -0.96), rim=0.12)
    f.strands(m, [((-0.16, -1.1), (-0.62, -0.8), (-0.8 + k * 0.05, -0.2), (-0.82 + k * 0.04, 0.7)) for k in range(4)], 0.36)
    f.strands(m2, [((0.0, -1.1 + k * 0.04), (0.5, -0.9), (0.76 - k * 0.03, -0.3), (0.8, 0.6)) for k in range(3)], 0.24)
    return f.done()


def sunniva():
    f = Sitter(944, skin=0.78, turn=-0.12, jaw=0.96, wide=0.96, hair=0.62, back=0.4).backdrop("hills")
    f.bust(0.16, slope=1.0, wide=1.04).neck(0.37).roll(0.78)
    for s in (-1, 1):  # open oilskin
        q = f.bs((s * 0.52, 1.2), (s * 0.86, 1.36), (s * 0.74, 1.9), (s * 0.42, 3.0), (s * 0.2, 3.0), (s * 0.4, 1.8))
        f.c.poly(q, 0.24 if s < 0 else 0.13)
        f.c.line(q[3:], 2, 0.5, alpha=0.5)
    f.head(ears=True, lips=0.03, brow=0.46)
    # wool cap
    hat = f.mask((-0.8, -0.36), (-0.84, -0.7), (-0.66, -1.12), (-0.2, -1.38), (0.2, -1.38), (0.66, -1.12), (0.84, -0.7), (0.8, -0.36), (0.4, -0.52), (0, -0.56), (-0.4, -0.52))
    f.c.paint(hat, lambda X, Y: 0.26 - 0.08 * smooth(X, 380, 520), tex=0.03, scale=0.7)
    knit = f.c.mask()
    for t in np.linspace(-0.78, 0.78, 19):
        knit.line(spline(f.pts((t, -0.6), (t * 0.96, -0.9), (t * 0.5, -1.3)), False), 1.6)
    f.c.paint(knit.within(hat), 0.15, alpha=0.7, tex=0)
    band = f.mask((-0.83, -0.38), (-0.85, -0.66), (-0.4, -0.82), (0, -0.86), (0.4, -0.82), (0.85, -0.66), (0.83, -0.38), (0.4, -0.52), (0, -0.56), (-0.4, -0.52))
    f.c.paint(band, lambda X, Y: 0.4 - 0.13 * smooth(X, 380, 520), tex=0.03, scale=0.7)
    rib = f.c.mask()
    for t in np.linspace(-0.84, 0.84, 31):
        rib.line(f.pts((t, -0.84), (t * 0.98, -0.4)), 1.6)
    f.c.paint(rib.within(band), 0.22, alpha=0.6, tex=0)
    f.c.paint(hat.edge(-4, -3), 0.72, alpha=0.7, tex=0)
    for s in (-1, 1):
        m = f.lock((s * 0.66, -0.44), (s * 0.8, -0.4), (s * 0.86, 0.1), (s * 0.84, 0.6), (s * 0.94, 1.1), (s * 0.86, 1.7), (s * 0.68, 1.75), (s * 0.66, 1.2), (s * 0.7, 0.6), (s * 0.72, 0.1), tone=0.66 if s < 0 else 0.44, rim=0.2)
        f.strands(m, [((s * 0.7, -0.3), (s * (0.76 + k * 0.03), 0.4), (s * (0.74 + k * 0.05), 1.6)) for k in range(3)], 0.42 if s < 0 else 0.28)
    return f.done()


def halina():
    f = Sitter(955, skin=0.74, turn=0.1, jaw=1.0, wide=0.98, hair=0.8, back=0.3, flip=True).backdrop("window")
    f.lock((-0.8, -0.4), (-0.84, -0.8), (-0.5, -1.2), (0.1, -1.3), (0.6, -1.14), (0.86, -0.7), (0.84, -0.1), (0.7, 0.1), (-0.7, 0.1), tone=0.66, rim=0.2)
    f.bust(0.18).neck(0.38)
    f.skin_v(0.06)
    f.lapels(0.2, 2.2)
    f.c.poly(f.bs((-0.52, 1.26), (-0.2, 1.7), (0, 2.2), (0.2, 1.7), (0.52, 1.26), (0.5, 1.9), (0.06, 2.7), (-0.06, 2.7), (-0.5, 1.9)), 0.12)
    f.lapels(0.22, 2.4)
    f.head(age=2, lips=0.04, brow=0.5)
    m = f.lock((-0.74, 0.06), (-0.83, -0.3), (-0.8, -0.76), (-0.5, -1.18), (0.0, -1.3), (0.5, -1.18), (0.82, -0.76), (0.82, -0.2), (0.74, 0.06), (0.66, -0.3), (0.52, -0.6), (0.1, -0.78),
               (-0.26, -0.76), (-0.52, -0.56), (-0.64, -0.26), tone=0.76, rim=0.16)
    f.c.paint(f.mask((0.3, -1.3), (0.4, -0.9), (0.6, -0.5), (0.7, 0.1), (1, 0.1), (1, -1.2)).within(m), 0.5)
    f.strands(m, [((-0.2, -0.8), (-0.4 - k * 0.06, -1.0), (-0.7, -0.6 + k * 0.05), (-0.74, -0.1)) for k in range(4)] + [((-0.1, -0.8), (0.2, -1.0 - k * 0.05), (0.6, -0.8), (0.74, -0.3)) for k in range(4)], 0.46)
    bead = [f.b(0.47 * np.sin(t), 1.2 + 0.36 * np.cos(t)) for t in np.linspace(-1.35, 1.35, 19)]
    f.c.dots(bead, 7.4, 0.88)
    f.c.dots([(x + 2, y + 2) for x, y in bead], 3.2, 0.5)
    f.glasses(round_=True, tone=0.14, w=0.22, h=0.17)
    return f.done()


def desmond():
    f = Sitter(966, skin=0.66, turn=-0.1, jaw=1.08, wide=1.04, hair=0.7, back=0.46).backdrop("harbour")
    f.bust(0.3, wide=1.06).neck(0.44).shirt(0.5, 0.12, 0.56)
    kn = f.mask((-0.8, 1.34), (-0.4, 1.72), (0, 2.2), (0.4, 1.72), (0.8, 1.34), (1.2, 1.6), (1.1, 3), (-1.1, 3), (-1.2, 1.6), body=True)
    f.c.paint(kn.within(f.body), lambda X, Y: 0.22 - 0.06 * smooth(X, 380, 560), tex=0.025, scale=0.7)
    f.head(age=2, brow=0.66)
    # beard
    b = f.mask((-0.7, 0.06), (-0.66, 0.3), (-0.5, 0.42), (-0.3, 0.44), (-0.18, 0.46), (0, 0.47), (0.18, 0.46), (0.3, 0.44), (0.5, 0.42), (0.66, 0.3), (0.72, 0.06), (0.76, 0.5), (0.66, 0.9),
               (0.4, 1.18), (0, 1.3), (-0.4, 1.18), (-0.66, 0.9), (-0.76, 0.5))
    f.c.paint(b, 0.72, tex=0.03)
    f.c.paint(f.mask((0.04, 0.46), (0.2, 0.7), (0.16, 1.0), (0.1, 1.34), (0.9, 1.2), (0.9, 0.1), (0.6, 0.34)).within(b), 0.46, tex=0.03)
    hr = f.c.mask()
    rng = np.random.default_rng(3)
    for _ in range(110):
        x, y = rng.uniform(-0.72, 0.72), rng.uniform(0.4, 1.2)
        hr.line(spline(f.pts((x, y), (x * 1.02, y + 0.06), (x * 0.96, y + 0.14)), False), 1.6)
    f.c.paint(hr.within(b), 0.54, alpha=0.5, tex=0)
    f.c.paint(b.edge(-3, -1), 0.88, alpha=0.5, tex=0)
    mo = f.mask((-0.36, 0.6), (-0.2, 0.48), (0, 0.47), (0.2, 0.48), (0.36, 0.6), (0.2, 0.6), (0, 0.575), (-0.2, 0.6))
    f.c.paint(mo, 0.78, tex=0.03)
    f.c.paint(f.mask((-0.2, 0.61), (0, 0.6), (0.2, 0.61), (0.1, 0.68), (-0.1, 0.68)), f.dark - 0.06)
    f.c.line(spline(f.pts((-0.2, 0.61), (0, 0.618), (0.2, 0.61)), False), 3.4, 0.16)
    # flat cap
    cap = f.mask((-0.86, -0.46), (-0.98, -0.72), (-0.76, -1.08), (-0.2, -1.3), (0.3, -1.3), (0.8, -1.06), (0.98, -0.7), (0.86, -0.46), (0.4, -0.6), (-0.4, -0.6))
    for s in (-1, 1):
        f.lock((s * 0.7, -0.5), (s * 0.8, -0.46), (s * 0.79, -0.1), (s * 0.72, 0.1), (s * 0.68, -0.1), tone=0.7 if s < 0 else 0.5, rim=0.1)
    f.c.paint(cap, lambda X, Y: 0.28 - 0.1 * smooth(X, 380, 540), tex=0.035, scale=0.6)
    peak = f.mask((-0.74, -0.5), (-0.4, -0.68), (0, -0.72), (0.4, -0.68), (0.74, -0.5), (0.5, -0.42), (0, -0.38), (-0.5, -0.42))
    f.c.paint(f.mask((-0.62, -0.44), (0, -0.36), (0.62, -0.44), (0.5, -0.26), (0, -0.24), (-0.5, -0.26)).within(f.face), f.deep, alpha=0.6, blur=4, tex=0)
    f.c.paint(peak, 0.15)
    f.c.paint(peak.edge(-2, -3), 0.5, alpha=0.7, tex=0)
    f.c.paint(cap.edge(-4, -4), 0.66, alpha=0.7, tex=0)
    return f.done()


def priya():
    f = Sitter(977, skin=0.54, turn=0.12, jaw=0.9, wide=0.95, hair=0.1, back=0.48, flip=True).backdrop("lamp")
    f.lock((-0.74, -0.6), (-0.96, 0.1), (-1.06, 0.9), (-1.16, 1.6), (-1.0, 2.1), (-0.5, 1.9), (0.5, 1.9), (1.0, 2.1), (1.14, 1.5), (1.02, 0.8), (0.94, 0.1), (0.8, -0.7), (0.3, -1.18), (-0.3, -1.18))
    f.bust(0.62).neck(0.36)
    f.skin_v(0.2)
    v = f.bs((-0.78, 1.32), (-0.56, 1.26), (0, 1.86), (0.56, 1.26), (0.78, 1.32), (0.06, 2.16), (-0.06, 2.16))
    f.c.poly(v, 0.3)
    f.head(ears=False, lips=0.08)
    m = f.lock((-0.02, -0.98), (-0.36, -0.8), (-0.6, -0.4), (-0.7, 0.1), (-0.8, 0.7), (-0.8, 1.3), (-0.66, 1.8), (-0.96, 2.2), (-1.22, 1.8), (-1.1, 0.9), (-0.96, 0.0), (-0.86, -0.6), (-0.5, -1.1), (0, -1.2))
    m2 = f.lock((-0.06, -1.2), (0.4, -1.16), (0.82, -0.7), (0.96, 0.0), (1.08, 0.9), (1.18, 1.7), (0.96, 2.2), (0.7, 1.8), (0.8, 1.2), (0.78, 0.6), (0.69, 0.1), (0.6, -0.4), (0.36, -0.8), (0.0, -0.98), rim=0.12)
    f.strands(m, [((-0.06, -1.1), (-0.66, -0.7), (-0.86 + k * 0.05, 0.2), (-1.02 + k * 0.07, 1.7)) for k in range(5)], 0.34)
    f.strands(m2, [((0.06, -1.1), (0.66, -0.7), (0.84 - k * 0.03, 0.2), (1.0 - k * 0.06, 1.7)) for k in range(4)], 0.22)
    return f.done()


def callum():
    f = Sitter(988, skin=0.37, turn=-0.1, jaw=1.04, wide=1.0, hair=0.09, back=0.56).backdrop("window")
    f.bust(0.24).neck(0.43)
    f.c.poly(f.bs((-0.56, 1.24), (-0.3, 1.52), (0, 1.62), (0.3, 1.52), (0.56, 1.24), (0.7, 1.4), (0.3, 1.78), (0, 1.86), (-0.3, 1.78), (-0.7, 1.4)), 0.82)
    f.lapels(0.17, 2.7)
    f.c.poly(f.bs((-0.36, 1.7), (0, 1.84), (0.36, 1.7), (0.05, 2.68), (-0.05, 2.68)), 0.74)
    f.head(brow=0.09)
    m = f.lock((-0.72, -0.2), (-0.77, -0.6), (-0.6, -1.0), (-0.2, -1.14), (0.2, -1.14), (0.6, -1.0), (0.77, -0.6), (0.72, -0.2), (0.66, -0.44), (0.56, -0.66), (0.2, -0.72), (-0.2, -0.72), (-0.56, -0.66), (-0.66, -0.44))
    rng = np.random.default_rng(4)
    dots = [f.p(rng.uniform(-0.72, 0.4), rng.uniform(-1.1, -0.7)) for _ in range(150)]
    k = f.c.mask()
    for x, y in dots:
        k.ellipse(x, y, 1.5)
    f.c.paint(k.within(m), 0.32, alpha=0.6, tex=0)
    b = f.mask((-0.7, 0.1), (-0.68, 0.4), (-0.56, 0.6), (-0.34, 0.56), (-0.26, 0.48), (0, 0.49), (0.26, 0.48), (0.34, 0.56), (0.56, 0.6), (0.68, 0.4), (0.72, 0.1), (0.72, 0.5), (0.6, 0.82), (0.36, 1.0),
               (0, 1.06), (-0.36, 1.0), (-0.6, 0.82), (-0.72, 0.5))
    hole = f.mask((-0.25, 0.585), (0, 0.54), (0.25, 0.585), (0.14, 0.7), (0, 0.73), (-0.14, 0.7))
    f.c.paint(b.cut(hole), 0.12, alpha=0.8, blur=1.6)
    f.glasses(round_=True, tone=0.72, w=0.225, h=0.18)
    return f.done()


def naama():
    f = Sitter(999, skin=0.68, turn=0.1, jaw=0.93, wide=0.96, hair=0.2, back=0.36).backdrop("shelves")
    rng = np.random.default_rng(6)
    cur = f.c.mask()
    for _ in range(150):  # curls to the shoulder
        t = rng.uniform(-1, 1)
        y = rng.uniform(-1.1, 1.15)
        w = 0.66 + 0.46 * smooth(y, -1.1, 0.1) + 0.08 * np.sin(y * 5)
        cur.ellipse(*f.p(w * np.sign(t) * abs(t) ** 0.5, y), rng.uniform(17, 30))
    f.c.paint(cur, 0.17, tex=0.02)
    f.c.paint(cur.edge(-4, -3), 0.48, alpha=0.7, tex=0)
    f.bust(0.46).neck(0.36)
    f.skin_v(0.16)
    f.c.poly(f.bs((-0.6, 1.26), (-0.44, 1.22), (0, 1.72), (0.44, 1.22), (0.6, 1.26), (0.04, 1.94), (-0.04, 1.94)), 0.7)
    f.head(ears=False, lips=0.07, brow=0.15)
    side = f.c.mask()
    for s in (-1, 1):
        for y in np.linspace(-0.7, 1.0, 22):
            q = 0.5 + 0.3 * smooth(y, -0.8, -0.2) + 0.08 * np.sin(y * 9 + s)
            side.ellipse(*f.p(s * (q + 0.1), y), rng.uniform(15, 24))
    for t in np.linspace(-0.62, 0.62, 18):
        side.ellipse(*f.p(t, -0.78 - 0.16 * (1 - (t / 0.62) ** 2)), rng.uniform(18, 27))
    f.c.paint(side, 0.17, tex=0.02)
    st = f.c.mask()
    for _ in range(150):
        t, y = rng.uniform(-1, 1), rng.uniform(-1.15, 1.1)
        w = 0.62 + 0.5 * smooth(y, -1.1, 0.1)
        x0, y0 = f.p(w * np.sign(t) * abs(t) ** 0.4, y)
        r = rng.uniform(6, 11)
        st.line(spline([(x0 - r, y0 + r * 0.6), (x0 - r * 0.4, y0 - r * 0.6), (x0 + r * 0.7, y0 - r * 0.4), (x0 + r, y0 + r * 0.7)], False), 2.2)
    both = f.c.mask()
    from PIL import ImageChops
    both.im = ImageChops.lighter(cur.im, side.im)
    f.c.paint(st.within(both).cut(f.mask((-0.5, -0.6), (0, -0.7), (0.5, -0.6), (0.55, 0.4), (0, 1), (-0.55, 0.4))), lambda X, Y: 0.44 - 0.16 * smooth(X, 380, 520), alpha=0.7, tex=0)
    chain = spline(f.bs((-0.42, 1.28), (-0.2, 1.56), (0, 1.64), (0.2, 1.56), (0.42, 1.28)), False)
    f.c.line(chain, 1.8, 0.9, alpha=0.8)
    f.c.ellipse(*f.b(0, 1.68), 6, 8, 0.92)
    return f.done()


def yoav():
    f = Sitter(1010, skin=0.64, turn=0.1, jaw=1.03, wide=1.0, hair=0.12, back=0.5, flip=True).backdrop("street")
    f.bust(0.36).neck(0.42).shirt(0.3, 0.16, 0.34)
    f.head(age=1)
    b = f.mask((-0.71, 0.04), (-0.68, 0.36), (-0.56, 0.56), (-0.36, 0.56), (-0.26, 0.47), (0, 0.475), (0.26, 0.47), (0.36, 0.56), (0.56, 0.56), (0.68, 0.36), (0.72, 0.04), (0.73, 0.5), (0.62, 0.86),
               (0.36, 1.06), (0, 1.12), (-0.36, 1.06), (-0.62, 0.86), (-0.73, 0.5))
    hole = f.mask((-0.25, 0.585), (0, 0.54), (0.25, 0.585), (0.14, 0.7), (0, 0.73), (-0.14, 0.7))
    f.c.paint(b.cut(hole), 0.17, alpha=0.88, blur=1.4, tex=0.03)
    hr = f.c.mask()
    rng = np.random.default_rng(5)
    for _ in range(90):
        x, y = rng.uniform(-0.7, 0.3), rng.uniform(0.4, 1.0)
        hr.line(spline(f.pts((x, y), (x * 1.02, y + 0.05), (x * 0.97, y + 0.1)), False), 1.5)
    f.c.paint(hr.within(b), 0.36, alpha=0.5, tex=0)
    m = f.lock((-0.72, -0.06), (-0.8, -0.4), (-0.78, -0.84), (-0.5, -1.2), (-0.1, -1.32), (0.4, -1.28), (0.76, -0.98), (0.84, -0.5), (0.74, -0.06), (0.68, -0.36), (0.6, -0.58), (0.4, -0.68), (0.24, -0.56), (0.04, -0.74),
               (-0.16, -0.6), (-0.34, -0.76), (-0.5, -0.6), (-0.64, -0.4))
    f.strands(m, [((-0.6 + k * 0.22, -0.64), (-0.5 + k * 0.2, -0.9), (-0.3 + k * 0.2, -1.1), (-0.1 + k * 0.18, -0.96)) for k in range(6)] + [((-0.74, -0.2), (-0.74, -0.6), (-0.5, -1.06))], 0.36)
    return f.done()


SCENES = {"portrait-maren-oduya": maren, "portrait-tobias-kerrigan": tobias, "portrait-josune-artola": josune, "portrait-sunniva-pell": sunniva, "portrait-halina-voss": halina,
          "portrait-desmond-acker": desmond, "portrait-priya-lindqvist": priya, "portrait-callum-adeyemi": callum, "portrait-naama-baruch": naama, "portrait-yoav-sela": yoav}
