import { baseOf, folderOf, isAssembly, type SourceFile } from './source-file.ts'

/** Names that say nothing about what is inside. */
const namelessNames = ['utils', 'util', 'helpers', 'helper', 'common']

export function checkNameless(path: string): string[] {
  const names = path.split('/').flatMap((part) => part.split('.')[0] ?? [])
  const found = names.find(
    (name) => namelessNames.includes(name) || namelessNames.includes(name.split('-').at(-1) ?? ''),
  )
  return found ? [`${path}: nothing is named ${found}: say what is inside`] : []
}

/**
 * A file is named after what it exports, where the plural counts like the singular:
 * - one function, value or class: by its name, as `delete-group.ts` exports `deleteGroup`. The name may leave out what the
 *   first word does to the thing (`mail-worker.ts` exports `createMailWorker`) and a last `Of` or `Command`;
 * - several: by words that stand in one of them in this order, as `keys.ts` exports `newKey` and `normalKey`. A last word
 *   may say what they are together: `password-rules.ts` exports `requireAllowedPassword`;
 * - or by a type that it exports: `group.ts` has the type `Group`.
 *
 * Files without exports are entries, and are named freely.
 */
export function checkFileName({ path, text }: SourceFile): string[] {
  if (!path.startsWith('packages/') || isNamedFreely(path)) return []
  const { values, types } = exportsOf(text)
  const names = [...values, ...types]
  if (names.length === 0) return []
  if (!baseOf(path).endsWith('-service') && isNamedAfter(path, values, types)) return []
  return [
    `${path}: exports ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}: name it after what it exports`,
  ]
}

/** The bundle has a file for each `-thread.ts`, which a worker thread runs (scripts/build-bundle.ts). */
export function checkThreadEntry({ path, text }: SourceFile): string[] {
  if (!path.startsWith('packages/server/src/')) return []
  const isEntry = /^threadMain[<(]/m.test(text)
  if (isEntry === path.endsWith('-thread.ts')) return []
  return [
    `${path}: ${isEntry ? 'is the entry of a thread: end its name with' : 'runs no threadMain: do not end its name with'} -thread`,
  ]
}

/**
 * Migrations are named by their number and what they do, tables by their wing, tests by what they test, and the queries of
 * an area of the portal by the folder.
 */
const isNamedFreely = (path: string): boolean =>
  /\.test\.tsx?$|^packages\/[^/]+\/test\//.test(path) ||
  /\/db\/(?:migrations\/\d{4}-|schema\/)/.test(path) ||
  /\/(?:index|main|schemas|(?:[\w-]+-)?queries)\.tsx?$/.test(path)

/** A file of these kinds holds what its subject, or the room that it is named after, needs: some export has a word of it. */
const kinds = ['repository', 'conditions', 'schemas']

function isNamedAfter(path: string, values: string[], types: string[]): boolean {
  const name = wordsOf(baseOf(path))
  const exported = [...values, ...types].map(wordsOf)
  if (isAssembly(path)) return exported.some((words) => isAssemblyOf(name, words))
  if (kinds.includes(baseOf(path).split('-').at(-1) ?? '') && name.length > 1) {
    const subject = name.slice(0, -1)
    const isOfRoom = same(subject, wordsOf(baseOf(folderOf(path))))
    return isOfRoom || exported.some((words) => subject.some((word) => words.includes(word)))
  }
  const [only, ...others] = values
  if (only === undefined || others.length > 0) {
    const subject = name.length > 1 ? name.slice(0, -1) : name
    return exported.some((words) => holds(words, subject))
  }
  return spellings(wordsOf(only)).some((words) => same(words, name)) || types.some((type) => same(wordsOf(type), name))
}

/** `openMembers`; `applicationsRoutes` where the wing keeps no state, or its routes have a file of their own */
const isAssemblyOf = (name: string[], words: string[]): boolean => {
  const routes = wordsOf('routes')
  const wing = same(name.slice(-1), routes) ? name.slice(0, -1) : name
  return (words[0] === 'open' && same(words.slice(1), wing)) || same(words, [...wing, ...routes])
}

/** The words, and what is left of them without the first and without a last `Of` or `Command`. */
function spellings(words: string[]): string[][] {
  const bare = ['of', 'command'].includes(words.at(-1) ?? '') ? words.slice(0, -1) : words
  return [words, words.slice(1), bare, bare.slice(1)]
}

const same = (one: string[], another: string[]): boolean => one.join('') === another.join('')

/** Whether all of these words are among those, in this order. */
function holds(words: string[], wanted: string[]): boolean {
  let from = 0
  return wanted.every((word) => {
    const at = words.indexOf(word, from)
    from = at + 1
    return at >= 0
  })
}

const declarations =
  /^export\s+(?:declare\s+)?(?:default\s+)?(?:async\s+)?(?:abstract\s+)?(const|let|function\*?|class|interface|type|enum)\s+([\w$]+)/gm
const lists = /^export\s+(type\s+)?\{([^}]*)\}/gm

interface Exports {
  values: string[]
  types: string[]
}

/** The names that a file exports. A schema and the type of the same name count as one value. */
export function exportsOf(text: string): Exports {
  const found = [...text.matchAll(declarations)].map(([, kind = '', name = '']) => ({
    isType: /^(?:interface|type)$/.test(kind),
    name,
  }))
  for (const [, type, names = ''] of text.matchAll(lists)) {
    for (const entry of names.split(',')) {
      const name =
        entry
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? ''
      if (name)
        found.push({ isType: type !== undefined || name.startsWith('type '), name: name.replace(/^type\s+/, '') })
    }
  }
  const values = new Set(found.filter(({ isType }) => !isType).map(({ name }) => name))
  const types = new Set(found.filter(({ isType, name }) => isType && !values.has(name)).map(({ name }) => name))
  return { values: [...values], types: [...types] }
}

/** The stems of the words of a name in kebab, camel or Pascal case: `userGroup` and `user-groups` are the same. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]/)
    .filter(Boolean)
    .map(stem)

/** The same for a word and its plural: `entr` and an i for entry and entries, `cach` for cache and caches. */
const stem = (word: string): string =>
  (/(?:ss|us)$/.test(word) ? word : word.replace(/s$/, '')).replace(/e$/, '').replace(/y$/, 'i')
