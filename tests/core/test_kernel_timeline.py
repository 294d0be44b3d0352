"""The timeline with the compiled kernel: any moment again, bit for bit, as with the stand-in."""

from hypothesis import settings
from kernels import compiled_steps
from test_stretches_machine import Two, TwoPaint

from core.arithmetic import Compiled

KERNEL = Compiled("the kernel", compiled_steps)


class WithKernel(Two):
    """Somebody who goes to and fro."""

    compiled = KERNEL


class WithKernelPainting(TwoPaint):
    """Somebody who paints besides."""

    compiled = KERNEL


TestWithKernel = WithKernel.TestCase
TestWithKernel.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
TestWithKernelPainting = WithKernelPainting.TestCase
TestWithKernelPainting.settings = TestWithKernel.settings
