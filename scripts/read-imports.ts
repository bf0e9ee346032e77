import { posix } from 'node:path'

const strings = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/
const comments = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/
const stringsAndComments = new RegExp(`(${strings.source})|${comments.source}`, 'g')

const withoutComments = (text: string): string =>
  text.replaceAll(stringsAndComments, (_, string: string | undefined) => string ?? '')

const statements = [
  // import x, { y } from 'z'    import type { x } from 'z'    import * as x from 'z'    import 'z'
  /^import\s+(?:[\w$*{},\s]+?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  // export { x } from 'z'    export * as x from 'z'    export type { x } from 'z'
  /^export\s+(?:type\s+)?(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\})\s+from\s+['"]([^'"]+)['"]/gm,
  // await import('z')    import('z').Type
  /\bimport\(\s*['"]([^'"]+)['"]/g,
]

/**
 * What a file imports: paths from the project's root for the project's own files, otherwise the library's name.
 * Found by their form: static imports begin a line, as the formatter leaves them.
 */
export function readImports(path: string, text: string): string[] {
  const code = withoutComments(text)
  const names = statements.flatMap((statement) => [...code.matchAll(statement)].map((match) => match[1] ?? ''))
  return names.map((name) => resolve(path, name))
}

// import x, { y, type z } from 'a'    export type { y } from 'a'
const lists = /^(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^}]*)\}\s+from\s+['"]([^'"]+)['"]/gm
// import('a').Type
const typesOfImports = /\bimport\(\s*['"]([^'"]+)['"]\s*\)\.([\w$]+)/g

/** The names that a file imports or passes on from each of the project's own files, as these export them: `path name` */
export function readImportedNames(path: string, text: string): string[] {
  const code = withoutComments(text)
  const listed = [...code.matchAll(lists)].flatMap(([, list = '', from = '']) =>
    list.split(',').map((entry) => [from, /^\s*(?:type\s+)?([\w$]+)/.exec(entry)?.[1]]),
  )
  const typed = [...code.matchAll(typesOfImports)].map(([, from = '', name]) => [from, name])
  return [...listed, ...typed].flatMap(([from = '', name]) => (name ? `${resolve(path, from)} ${name}` : []))
}

function resolve(from: string, name: string): string {
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name)
  const own = /^@portico\/([^/]+)(?:\/(?:src\/)?(.+))?$/.exec(name)
  if (own) return `packages/${own[1]}/src/${own[2] ?? 'index.ts'}`
  if (name.startsWith('node:')) return name
  // Of `@scope/name/file` and `name/file`, the library's name.
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}
