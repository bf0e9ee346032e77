import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { renderGuide } from '../guides/render-guide.ts'

const folder = join(import.meta.dirname, '../dist/guides')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.replace('.html', ''))
const pages = new Map(names.map((name) => [name, readFileSync(join(folder, `${name}.html`), 'utf8')]))

/** Of the server, beside the guides */
const served = new Set(['../', '../docs'])

describe('the guides', () => {
  test('have no link that leads nowhere', () => {
    assert.ok(names.length > 15)
    let links = 0
    for (const [name, html] of pages) {
      for (const [, address = ''] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
        if (/^(?:https?:|mailto:)/.test(address) || served.has(address)) continue
        const [path = '', anchor] = address.split('#')
        const target = path === '' ? html : pages.get(path === './' ? 'index' : path)
        assert.ok(target, `${name}: ${address}`)
        if (anchor) assert.ok(target.includes(` id="${anchor}"`), `${name}: ${address}`)
        links++
      }
    }
    assert.ok(links > 500, `${links}`)
  })

  test('are pages without scripts and inline styles, each with one heading and unique places', () => {
    for (const [name, html] of pages) {
      const tags = html.match(/<[^>]*>/g)?.join('') ?? ''
      assert.doesNotMatch(tags, /<script|<style|\sstyle=|\son\w+=|<img|javascript:/i, name)
      assert.equal(html.match(/<h1\b/g)?.length, 1, name)
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      assert.deepEqual([...new Set(ids)], ids, name)
      assert.match(html, /<link rel="stylesheet" href="\.\.\/static\/guides-[\w-]+\.css">/, name)
    }
  })

  test('show HTML of a document as text, and end where what is for contributors begins', () => {
    const guide = { name: 'x', about: '', until: 'For contributors' }
    const { title, html, contents } = renderGuide(
      guide,
      '# A <b>title\n\n<img src=x onerror=alert(1)>\n\n## One `two`\n\n[a](glossary.md#x) [b](adr/0001.md) [c](javascript:alert(1))\n\n## For contributors\n\nmore',
    )
    assert.equal(title, 'A <b>title')
    assert.match(html, /&#60;img src=x onerror=alert\(1\)&#62;/)
    assert.match(html, /<a href="glossary#x">a<\/a> b c/)
    assert.doesNotMatch(html, /<img|<b>|javascript|more/)
    assert.deepEqual(contents, [{ id: 'one-two', text: 'One <code>two</code>' }])
  })
})
