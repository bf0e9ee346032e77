import { isTest, linesOf, type SourceFile } from './source-file.ts'

const mostLines = 300

/** The two files that every new room would grow, if rooms were wired there. */
const limits: Record<string, number> = {
  'packages/server/src/context.ts': 150,
  'packages/server/src/app.ts': 200,
}

export function checkSize({ path, text }: SourceFile): string[] {
  if (isTest(path)) return []
  const [lines, limit] = [linesOf(text), limits[path] ?? mostLines]
  return lines > limit ? [`${path}: has ${lines} lines: ${limits[path] ? 'it stops' : 'files stop'} at ${limit}`] : []
}

/** How many lines the files of a package's `src` have, tests excepted. */
export interface Sizes {
  files: number
  median: number
  p90: number
  max: number
}

export function sizesOf(files: readonly SourceFile[]): Sizes {
  const lines = files.map(({ text }) => linesOf(text)).sort((one, another) => one - another)
  const at = (share: number): number => lines[Math.max(0, Math.ceil(lines.length * share) - 1)] ?? 0
  return { files: lines.length, median: at(0.5), p90: at(0.9), max: at(1) }
}

/** What the server's source keeps to. */
const serverSizes = { median: 60, p90: 160 }

export function checkServerSizes(files: readonly SourceFile[]): string[] {
  const sizes = sizesOf(files.filter(({ path }) => path.startsWith('packages/server/src/') && !isTest(path)))
  return (['median', 'p90'] as const)
    .filter((measure) => sizes[measure] > serverSizes[measure])
    .map(
      (measure) =>
        `packages/server/src: the ${measure} of lines is ${sizes[measure]}: it stops at ${serverSizes[measure]}`,
    )
}
