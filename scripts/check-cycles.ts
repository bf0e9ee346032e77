import { findCycles } from './find-cycles.ts'
import { roomOf, type SourceFile, wingOf } from './source-file.ts'

/** Circles among the files, and among the rooms of each wing. */
export function checkCycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(files.map(({ path, imports }) => [path, imports]))
  return [
    ...findCycles(graph).map((cycle) => `${cycle[0]}: imports go in a circle: ${cycle.join(' → ')}`),
    ...findCycles(roomsOf(files)).map(
      ([first = '', ...others]) => `modules/${first}: rooms go in a circle: ${[first, ...others].join(' → ')}`,
    ),
  ]
}

/** `<wing>/<room>`, and the rooms of the same wing that it imports. */
function roomsOf(files: readonly SourceFile[]): Map<string, string[]> {
  const rooms = new Map<string, Set<string>>()
  for (const { path, imports } of files) {
    const room = placeOf(path)
    if (room === undefined) continue
    const targets = rooms.get(room) ?? new Set<string>()
    rooms.set(room, targets)
    for (const target of imports) {
      const other = placeOf(target)
      if (other !== undefined && other !== room && wingOf(target) === wingOf(path)) targets.add(other)
    }
  }
  return new Map([...rooms].map(([room, targets]) => [room, [...targets].sort()]))
}

function placeOf(path: string): string | undefined {
  const [wing, room] = [wingOf(path), roomOf(path)]
  return room === undefined ? undefined : `${wing}/${room}`
}
