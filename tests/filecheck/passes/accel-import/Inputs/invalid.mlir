accel.system @"bad machine" {
}
