import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const dist = join(import.meta.dirname, '../dist')
interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
}

const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<string, Chunk>

const pages = JSON.parse(readFileSync(join(dist, 'paths.json'), 'utf8')) as {
  path: string
  frame: string
  scripts: string[]
}[]

describe('what is built', () => {
  for (const { path, most } of [
    { path: '/sign-in/:uid', most: 6 },
    { path: '/', most: 8 },
    { path: '/users', most: 11 },
  ])
    test(`${path} comes with few and small scripts: at most ${most}`, () => {
      const page = pages.find((one) => one.path === path)
      const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? ''
      const files = [...filesOf([entry]), ...(page?.scripts ?? [])]
      assert.ok(files.length > 2 && files.length <= most, `${files.length} files`)
      const bytes = files.reduce((total, file) => total + compressedSize(file), 0)
      // A list has its table besides.
      const mostBytes = path === '/users' ? 300_000 : 200_000
      assert.ok(bytes < mostBytes, `${bytes} bytes in ${files.length} files`)
    })

  test('the document has no inline script, and of styles those of its outline, which get a nonce', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8')
    assert.doesNotMatch(html, /style=|<style(?! nonce="")|<script(?![^>]*\ssrc=)|\son\w+=/)
    assert.equal(html.match(/<style/g)?.length, 1)
    // In Mantine's cascade the portal's own styles come after these.
    assert.match(html, /id="outline"[\s\S]*<link rel="stylesheet"[^>]*>\s*<div id="root">/)
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
