import { readFileSync, writeFileSync } from 'node:fs'
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec'

/**
 * Leaves in the source map of a built file what leads to sources of Portico. Who reads a stack looks for those, and where
 * packages are would be a tenth of what users install: only the names of their sources stay.
 */
export function keepOwnMappings(file: string): void {
  const map = JSON.parse(readFileSync(file, 'utf8'))
  const isOwn = map.sources.map((source: string) => !/(?:^|\/)node_modules\/|^\0/.test(source))
  const lines = ownMappings(decode(map.mappings), isOwn)
  // The empty line at the end makes no difference but to Node, which misreads a segment without a source that comes last.
  writeFileSync(file, JSON.stringify({ ...map, mappings: encode([...lines, []]) }))
}

/**
 * Where something else begins behind an own place, a segment without a source says so, also on a later line: Node takes
 * the last place before, on whichever line that is.
 */
function ownMappings(lines: readonly SourceMapSegment[][], isOwn: readonly boolean[]): SourceMapSegment[][] {
  let isInside = false
  return lines.map((line) => {
    const kept: SourceMapSegment[] = []
    for (const segment of line) {
      const [column, source] = segment
      const isKept = source !== undefined && isOwn[source] === true
      if (isKept) kept.push(segment)
      else if (isInside) kept.push([column])
      isInside = isKept
    }
    return kept
  })
}
