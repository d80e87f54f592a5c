"""Tiles that do the same at other places share code, and are told apart by as few numbers as can be."""

from stream_xdsl.codegen.code import Name
from stream_xdsl.codegen.kernels import Argument, find_kernels
from stream_xdsl.codegen.schedule import Agent, Loop, Origin, Step

CODE = (Name(0),)


def step(op: int, *offsets: int) -> Step:
    return Step(Agent(0, copies=False), Origin((0, op)), CODE, offsets)


def test_what_differs_is_an_argument_once():
    loops = (Loop(((step(0, 0, 7, 0, 1),), (step(0, 4, 7, 4, 2),))), Loop(((step(0, 9, 7, 9, 1),),)))
    (kernel,) = find_kernels(loops).values()
    assert kernel.offsets == (Argument(0), 7, Argument(0), Argument(1))
    assert kernel.arguments == (0, 3)


def test_parts_have_kernels_of_their_own():
    found = find_kernels([Loop(((step(0, 5), step(1, 5)),))])
    assert [key[0] for key in found] == [(0, 0), (0, 1)]
    assert all(kernel.offsets == (5,) and not kernel.arguments for kernel in found.values())


def test_code_without_offsets():
    (kernel,) = find_kernels([Loop(((step(0),),))]).values()
    assert kernel.offsets == kernel.arguments == ()
