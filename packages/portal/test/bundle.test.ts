import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const dist = join(import.meta.dirname, '../dist')
const mostBytes = 200_000

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
}

const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<string, Chunk>

describe('what is built', () => {
  for (const page of ['pages/sign-in/sign-in-page.tsx', 'pages/home/home-page.tsx']) {
    test(`${page} comes with less than 200 kB of JavaScript, compressed`, () => {
      const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
      const shell = page.includes('home') ? ['src/app/shell.tsx'] : []
      const files = filesOf([entry ?? '', `src/${page}`, ...shell])
      assert.ok(files.size > 1)
      const bytes = [...files].reduce((total, file) => total + compressedSize(file), 0)
      assert.ok(bytes < mostBytes, `${bytes} bytes in ${files.size} files`)
    })
  }

  test('the document has no inline script or style, and names files of its own only', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8')
    assert.doesNotMatch(html, /<style|style=|<script(?![^>]*\ssrc=)|\son\w+=/)
    for (const [, target] of html.matchAll(/\s(?:src|href)="([^"]+)"/g))
      assert.match(target ?? '', /^\/(?:static\/|docs$)/)
  })

  test('every script and style is there compressed as well', () => {
    const names = readdirSync(join(dist, 'static'))
    for (const name of names.filter((name) => /\.(?:js|css)$/.test(name))) {
      const size = readFileSync(join(dist, 'static', name)).length
      if (size >= 512) assert.ok(names.includes(`${name}.br`) && names.includes(`${name}.gz`), name)
    }
  })
})

/** The files that chunks need, with what these import at once. */
function filesOf(names: string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    const chunk = manifest[name]
    assert.ok(chunk, `${name} is not in the manifest`)
    if (found.has(chunk.file)) continue
    found.add(chunk.file)
    filesOf(chunk.imports ?? [], found)
  }
  return found
}

/** As most browsers get it; what is too small to be compressed counts as it is. */
function compressedSize(file: string): number {
  try {
    return readFileSync(join(dist, `${file}.br`)).length
  } catch {
    return readFileSync(join(dist, file)).length
  }
}
