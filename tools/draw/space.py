"""A simple camera for streets and halls."""


class Cam:
    """Metres to the page: x to the right, y up from the floor, z away."""

    def __init__(self, cx=800, hy=480, eye=1.7, f=1100):
        self.cx, self.hy, self.eye, self.f = cx, hy, eye, f

    def p(self, x, y, z):
        return self.cx + self.f * x / z, self.hy - self.f * (y - self.eye) / z

    def s(self, z):
        return self.f / z

    def wall(self, x, y0, y1, z0, z1):
        return [self.p(x, y0, z0), self.p(x, y1, z0), self.p(x, y1, z1), self.p(x, y0, z1)]

    def floor(self, x0, x1, z0, z1, y=0.0):
        return [self.p(x0, y, z0), self.p(x1, y, z0), self.p(x1, y, z1), self.p(x0, y, z1)]

    def face(self, x0, x1, y0, y1, z):
        return [self.p(x0, y0, z), self.p(x1, y0, z), self.p(x1, y1, z), self.p(x0, y1, z)]


def arch(x0, x1, y0, y1, steps=12):
    """Outline of a round-headed window on the page, y0 the foot, y1 the spring line."""
    from math import cos, pi, sin

    cx, r = (x0 + x1) / 2, (x1 - x0) / 2
    return (
        [(x0, y0)]
        + [(cx - r * cos(pi * k / steps), y1 - r * sin(pi * k / steps)) for k in range(steps + 1)]
        + [(x1, y0)]
    )
