"""A compiler that maps deep neural networks onto multi-core dataflow accelerators."""
