/** Units per line: one that is named twice counts as a whole. In the order in which they are named. */
export function unitsByLine<Line extends string>(
  rows: readonly { line_id: Line; quantity: number }[],
): Map<Line, number> {
  const units = new Map<Line, number>()
  for (const { line_id, quantity } of rows) {
    units.set(line_id, (units.get(line_id) ?? 0) + quantity)
  }
  return units
}
