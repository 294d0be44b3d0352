"""The phases of an experiment once more: how many were done, and every number by plain numpy."""

from by_hand import BatchPass, Pass, agree

from core.cursor import Phase, phase_count, position
from core.experiment import build


def place(frame):
    """How many phases were done since the start."""
    cursor, L = frame.cursor, frame.L
    steps = cursor.step - (cursor.phase is Phase.UPDATE)
    return steps * phase_count(L) + position(cursor.phase, cursor.l, L)


class ByHand:
    """The experiment once more: parameters by plain numpy, where it stands by core's own trainer."""

    def __init__(self, experiment):
        self.data, self.trainer = build(experiment)
        self.activations, self.eta = experiment.activations, experiment.eta
        net = self.trainer.net
        self.w, self.b = [k.copy() for k in net.w], [k.copy() for k in net.b]
        self.before = self.w, self.b

    def advance(self):
        self.trainer.advance()
        if self.trainer.phase is Phase.UPDATE:
            self.update()

    def update(self):
        self.before = self.w, self.b
        g = self.mean(self.w, self.b)
        layers = range(1, len(self.w))
        self.w = [None, *(self.w[l] - self.eta * g.dC_dw[l] for l in layers)]
        self.b = [None, *(self.b[l] - self.eta * g.dC_db[l] for l in layers)]

    def mean(self, w, b):
        chosen = self.trainer.batch
        return BatchPass(w, b, self.activations, self.data.x[:, chosen], self.data.y[:, chosen])

    def check(self, frame):
        """Hold every number that `frame` shows as this step's own against the one computed here."""
        t, L = self.trainer, frame.L
        assert frame.cursor == t.cursor
        assert frame.batch.tolist() == t.batch.tolist()
        assert frame.in_batch
        agree(frame.theta, t.net.theta)
        w, b = self.before if t.phase is Phase.UPDATE else (self.w, self.b)
        x, y = self.data.x[:, frame.sample], self.data.y[:, frame.sample]
        own, mean = Pass(w, b, self.activations, x, y), self.mean(w, b)
        agree(frame.x[:, 0], x)
        agree(frame.y[:, 0], y)
        agree(frame.a[0][:, 0], x)
        done = position(t.phase, t.l, L)
        for l in range(1, L + 1):
            agree(frame.w[l], self.w[l])
            agree(frame.b[l], self.b[l])
            assert frame.fresh_a(l) == (done >= l)
            assert frame.fresh_dC_dz(l) == (done >= 2 * L + 2 - l)
            assert frame.fresh_dC_da(l) == (done >= 2 * L + 1 - l)
            if frame.fresh_a(l):
                agree(frame.z[l][:, 0], own.z[l])
                agree(frame.a[l][:, 0], own.a[l])
            if frame.fresh_dC_da(l):
                agree(frame.dC_da[l][:, 0], own.dC_da[l])
            if frame.fresh_dC_dz(l):
                agree(frame.dC_dz[l][:, 0], own.dC_dz[l])
                agree(frame.dC_dw[l], mean.dC_dw[l])
                agree(frame.dC_db[l], mean.dC_db[l])
        assert frame.fresh_cost == (done > L)
        if frame.fresh_cost:
            agree(frame.C, own.C)
            agree(frame.mean_cost, mean.C)
