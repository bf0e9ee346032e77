import { io } from './io.ts'

/** One JSON document for scripts, or text for people. */
export function print(asJson: boolean | undefined, value: unknown, text: () => string): void {
  io().stdout.write(`${asJson ? JSON.stringify(value, null, 2) : text()}\n`)
}

/** Rows under their headings, in columns as wide as what they hold. */
export function formatTable(headings: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const lines = [headings, ...rows].map((row) => row.map((cell) => clean(cell ?? '-')))
  // No call takes as many arguments as there may be rows.
  const widths = headings.map((_, column) => lines.reduce((most, line) => Math.max(most, line[column]?.length ?? 0), 0))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Names and values, one pair a line. */
export function formatFields(pairs: readonly (readonly [string, string | null])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${clean(value ?? '-')}`).join('\n')
}

/** Control characters in names, and in what a server or a proxy answers, could change the terminal, or look like other lines. */
export const clean = (text: string): string => text.replace(/\p{Cc}/gu, ' ')
