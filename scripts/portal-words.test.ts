import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readApiDocuments } from './api-documents.ts'

// Readers go between the portal and everything else: prose has the portal's words. Names of the API stay as they are.
// CHANGELOG, decisions and what is about the code (architecture, names of tests in asvs) speak of both.
const root = join(import.meta.dirname, '..')
const otherWords = /\b(application roles?|relying part(?:y|ies)|environments?)\b/i

/** The first place with a word that the portal does not say, but for "stages (environments in the API)" and the like. */
function otherWordIn(prose: string): string | undefined {
  const rest = prose
    .replace(/\((application roles|relying parties|environments) in (the|its) (API|names)[^)]*\)/g, '')
    .replace(/which the API calls environments|\*environment\* in the API/g, '')
    .replace(/environment\s+variables?/gi, '')
    .replace(/\/[\w{}/?=-]+/g, '')
  return otherWords.exec(rest)?.[0]
}

/** What is read as prose: without code, and without the part of a link that is not shown. */
const proseOf = (markdown: string): string =>
  markdown
    .replace(/^ *```[\s\S]*?^ *```/gm, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']')

test('guides, README and the pages made from the code have the words of the portal', () => {
  const pages = globSync(['README.md', 'docs/*.md'], { cwd: root })
    .filter((page) => !/(architecture|asvs|glossary)\.md$/.test(page))
    .sort()
  assert.ok(pages.length > 20 && pages.some((page) => page.endsWith('commands.md')), String(pages.length))
  assert.deepEqual(
    pages.flatMap((page) => {
      const word = otherWordIn(proseOf(readFileSync(join(root, page), 'utf8')))
      return word === undefined ? [] : [`${page}: ${word}`]
    }),
    [],
  )
})

test('titles, summaries and descriptions of the APIs have them', async () => {
  const found: string[] = []
  let read = 0
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, inner] of Object.entries(value)) {
      if (['summary', 'description', 'title'].includes(name) && typeof inner === 'string') {
        read += 1
        const word = otherWordIn(proseOf(inner))
        if (word !== undefined) found.push(`${path}/${name}: ${word}`)
      }
      visit(inner, `${path}/${name}`)
    }
  }
  for (const [name, document] of await readApiDocuments<object>()) visit(document, name)
  assert.ok(read > 500, String(read))
  assert.deepEqual(found, [])
})

test('the texts of refusals and commands have them', () => {
  const sources = globSync('packages/{server,cli}/src/**/*.ts', { cwd: root }).filter(
    (file) => !/\.test\.ts$/.test(file),
  )
  let read = 0
  const found = sources.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(\/\/|\/?\*|import |\} from )/.test(line))
      .flatMap((line) => [...line.matchAll(/(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(([, , text = '']) => text))
      // Only what has several words is prose; `environments as e` is SQL, "The field environments" a name of the API.
      .filter((text) => /\s/.test(text.trim()))
      .flatMap((text) => {
        read += 1
        const prose = text
          .replace(/\$\{[^}]*(\}|$)/g, '')
          .replace(/\benvironments as \w+|[fF]ield environments?\b|\bby environment$/g, '')
          .replace(/(--environment|portico relying-party|^relying-party)\b/g, '')
        const word = otherWordIn(proseOf(prose))
        return word === undefined ? [] : [`${file}: ${text}`]
      }),
  )
  assert.ok(read > 1000, String(read))
  assert.deepEqual(found, [])
})
