import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { isBundled } from './is-bundled.ts'

const maps = new Map<string, SourceMap | undefined>()

/**
 * Lets the stacks of errors name the sources instead of the bundle. Node's own `--enable-source-maps` reads all maps at
 * the start, which takes 4 MB; this reads one when a stack is first asked for.
 */
export function makeStacksReadable(): void {
  if (!isBundled) return
  Error.prepareStackTrace = (error, calls) =>
    [describe(error), ...calls.map((call) => `    at ${inSources(call)}`)].join('\n')
}

/** As V8 begins a stack */
function describe(error: unknown): string {
  try {
    return Error.prototype.toString.call(error)
  } catch {
    return 'Error'
  }
}

/** `read (/opt/portico/dist/main.cjs:1:2345)` → `read (packages/server/src/db/read.ts:12:3)` */
function inSources(call: NodeJS.CallSite): string {
  const text = String(call)
  try {
    const [file, line, column] = [call.getFileName(), call.getLineNumber(), call.getColumnNumber()]
    if (!file?.endsWith('.cjs') || !line || !column) return text
    // A map counts from zero.
    const origin = mapOf(file)?.findEntry(line - 1, column - 1)
    // Within a package: where a map leads nowhere, the field may be there without a value.
    if (!origin || !('originalSource' in origin) || !origin.originalSource) return text
    const { originalSource, originalLine, originalColumn } = origin
    return text.replace(`${file}:${line}:${column}`, `${originalSource}:${originalLine + 1}:${originalColumn + 1}`)
  } catch {
    return text
  }
}

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    const map = `${file}.map`
    const isOwn = file.startsWith(join(import.meta.dirname, '/')) && existsSync(map)
    maps.set(file, isOwn ? new SourceMap(JSON.parse(readFileSync(map, 'utf8'))) : undefined)
  }
  return maps.get(file)
}
