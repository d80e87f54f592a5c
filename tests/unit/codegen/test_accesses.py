"""What pieces of code touch: boxes of arrays in storages."""

from stream_xdsl.codegen.accesses import Access, find_accesses
from stream_xdsl.codegen.code import OUTPUT, Array, Coder, Node, Row, Storage

SQUARE, BYTES, WORDS = Array((4, 6), "f32"), Array((96,), "i8"), Array((2, 3), "f32")

STORAGES = (Storage("a", SQUARE, ""), Storage("b", BYTES, ""))


def accesses(coder: Coder) -> tuple[Access, ...]:
    return find_accesses(coder.code, coder.offsets, STORAGES)


def test_boxes_of_boxes():
    coder = Coder(STORAGES)
    outer = coder.subview(coder.name(0), [0, 1], [2, 2], [2, 3])
    coder.fill(coder.subview(outer, [1, 1], [1, 1]), 0)
    (access,) = accesses(coder)
    assert access == Access(0, True, 0, SQUARE, (2, 4), (3, 5))
    assert access.range_bytes == (64, 68)


def test_strides_count_with_what_they_leave_out():
    coder = Coder(STORAGES)
    coder.fill(coder.subview(coder.name(0), [1, 0], [2, 3], [2, 2]), 0)
    assert accesses(coder) == (Access(0, True, 0, SQUARE, (1, 0), (4, 5)),)


def test_copies_read_and_write():
    coder = Coder(STORAGES)
    coder.copy(coder.subview(coder.name(0), [0, 0], [2, 3]), coder.byte_view(1, 24, WORDS))
    read, write = accesses(coder)
    assert read == Access(0, False, 0, SQUARE, (0, 0), (2, 3))
    assert write == Access(1, True, 24, WORDS, (0, 0), (2, 3))
    assert write.range_bytes == (24, 48)


def test_nests_write_what_they_read_too():
    coder = Coder(STORAGES)
    rows = (Row((1, 0)), Row((0, 1)))
    coder.nest([coder.name(0)], coder.name(0), [rows, rows], SQUARE.shape, Node(OUTPUT, "f32"))
    assert accesses(coder) == (Access(0, True, 0, SQUARE, (0, 0), (4, 6)),)


def test_reshaped_is_all_of_it():
    coder = Coder(STORAGES)
    coder.fill(coder.subview(coder.reshape(coder.name(0), (24,)), [3], [2]), 0)
    assert accesses(coder) == (Access(0, True, 0, SQUARE, (0, 0), (4, 6)),)


def test_scratch_is_nobody_elses():
    coder = Coder(STORAGES)
    scratch = coder.scratch((2, 3), "f32")
    coder.fill(coder.subview(coder.reshape(scratch, (6,)), [1], [2]), 0)
    coder.copy(scratch, coder.byte_view(1, 0, WORDS))
    assert accesses(coder) == (Access(1, True, 0, WORDS, (0, 0), (2, 3)),)


def test_a_single_number():
    storages = (Storage("scalar", Array((), "f32"), ""),)
    coder = Coder(storages)
    coder.fill(coder.name(0), 0)
    (access,) = find_accesses(coder.code, coder.offsets, storages)
    assert access.range_bytes == (0, 4)
