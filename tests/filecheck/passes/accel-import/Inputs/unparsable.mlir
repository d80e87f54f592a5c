accel.system @s {
  accel.cores
}
