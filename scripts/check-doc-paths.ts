import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folders that paths in documents count from. */
export const pathBases = [
  '',
  'packages/server/src',
  'packages/server',
  'packages/portal',
  'packages/portal/src',
  'packages/sdk/src',
  'packages/cli/src',
]

/** What people make by running Portico, and what a build makes: not in the tree. */
const made = [
  /^data\b/,
  /^(?:user-index|imports)\/$/,
  /^node_modules\b/,
  /\bdist\b/,
  /\b(?:client|discovery|token)\.json$/,
]

/** A file with one of these endings, or a folder with a slash at the end, written as code. */
const path = /`((?:[\w.@<>*-]+\/)*[\w.*<>-]+\.(?:tsx?|mjs|json|md|yml|css|sh)|(?:[\w.@<>-]+\/)+)`/g
const link = /\]\(([^)\s]+)\)/g
const fences = /^```[\s\S]*?^```$/gm

/** A function, written as code with empty parentheses: `listUsers()` */
const call = /`(\w+)\(\)`/g

/** What the documents under `root` name and the tree does not have, one line each. */
export function checkDocPaths(root: string, documents: readonly string[]): string[] {
  const exclude = ['**/node_modules/**', '**/dist/**']
  const files = globSync('{packages,scripts,docs,bench,examples,.ci,.github}/**/*.*', { cwd: root, exclude })
  const tree = files.map((file) => `/${file.replaceAll('\\', '/')}`)
  const code = tree.filter((file) => /\.tsx?$/.test(file)).map((file) => readFileSync(join(root, file), 'utf8'))
  return documents.flatMap((document) => {
    const text = readFileSync(join(root, document), 'utf8').replaceAll(fences, '')
    const all = (pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))]
    const isThere = (found: string) =>
      isInTree(root, tree, found.replace(/^@portico\/(\w+)\//, 'packages/$1/src/')) ||
      existsSync(join(root, dirname(document), found))
    const isDeclared = (name: string) =>
      code.some((source) => new RegExp(`\\b(?:const|function) ${name}\\b`).test(source))
    return [
      ...all(path)
        .filter((found) => !isThere(found))
        .map((found) => `${document}: there is no ${found}`),
      ...all(call)
        .filter((name) => !isDeclared(name))
        .map((name) => `${document}: there is no function ${name}`),
      ...all(link).flatMap((found) => brokenLink(root, document, found) ?? []),
    ]
  })
}

function isInTree(root: string, tree: readonly string[], found: string): boolean {
  if (made.some((pattern) => pattern.test(found)) || pathBases.some((base) => existsSync(join(root, base, found))))
    return true
  // `<x>-routes.ts` and `users*.ts` stand for several, and a name alone for the file wherever it is.
  if (found.includes('/') && !/[*<]/.test(found)) return false
  const end = found.endsWith('/') ? '' : '$'
  const pattern = new RegExp(`/${found.replaceAll('.', '\\.').replaceAll(/<[^>]*>|\*+/g, '[^/]*')}${end}`)
  return tree.some((file) => pattern.test(file))
}

function brokenLink(root: string, document: string, target: string): string | undefined {
  if (/^(?:https?:|mailto:)/.test(target)) return undefined
  const [file = '', anchor] = target.split('#')
  const whole = file === '' ? join(root, document) : join(root, dirname(document), file)
  if (!existsSync(whole)) return `${document}: links to ${target}, which does not exist`
  if (anchor === undefined || !statSync(whole).isFile()) return undefined
  return anchorsOf(readFileSync(whole, 'utf8')).has(anchor)
    ? undefined
    : `${document}: ${target}: there is no such heading`
}

/** As GitHub makes them from headings. */
const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...text.replaceAll(fences, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  )
