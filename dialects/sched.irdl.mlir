// The flat part of `sched` in IRDL: what the body of a `sched.expanded` is made of. dialects/sched.md says what IRDL cannot express.
// Attributes that may be absent (release_cycle, reverse, tensor) cannot be declared, and are accepted as they come.

irdl.dialect @sched {
  irdl.type @token {}

  irdl.operation @tile {
    %awaited = irdl.base @sched::@token
    irdl.operands(after: variadic %awaited)
    %done = irdl.base @sched::@token
    irdl.results(done: %done)
    %layer = irdl.base "#builtin.string"
    %part = irdl.base "#builtin.integer"
    %core = irdl.base "#builtin.symbol_ref"
    %tile = irdl.base "#builtin.integer"
    %start = irdl.base "#builtin.integer"
    %duration = irdl.base "#builtin.integer"
    %energy = irdl.base "#builtin.float"
    irdl.attributes {
      "layer" = %layer, "part" = %part, "core" = %core, "tile" = %tile,
      "start_cycle" = %start, "duration_cycles" = %duration, "energy_pj" = %energy
    }
  }

  irdl.operation @copy {
    %awaited = irdl.base @sched::@token
    irdl.operands(after: variadic %awaited)
    %done = irdl.base @sched::@token
    irdl.results(done: %done)
    %load = irdl.is "load"
    %move = irdl.is "move"
    %store = irdl.is "store"
    %spill = irdl.is "spill"
    %reload = irdl.is "reload"
    %stream = irdl.is "stream"
    %kind = irdl.any_of(%load, %move, %store, %spill, %reload, %stream)
    %layer = irdl.base "#builtin.string"
    %parts = irdl.base "#builtin.dense_array"
    %source = irdl.base "#builtin.symbol_ref"
    %targets = irdl.base "#builtin.array"
    %route = irdl.base "#builtin.array"
    %tile = irdl.base "#builtin.integer"
    %start = irdl.base "#builtin.integer"
    %duration = irdl.base "#builtin.integer"
    %bits = irdl.base "#builtin.integer"
    irdl.attributes {
      "kind" = %kind, "layer" = %layer, "parts" = %parts, "source" = %source, "targets" = %targets,
      "route" = %route, "tile" = %tile, "start_cycle" = %start, "duration_cycles" = %duration, "bits" = %bits
    }
  }
}
