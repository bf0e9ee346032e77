import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { apis } from '../../src/http/api/apis.ts'
import { catalogue } from '../../src/problems/catalogue.ts'

describe('The reference at /docs', () => {
  let url: string

  before(async () => {
    ;({ url } = await startTestServer({ engine: anyEngine }))
  })

  /** Absolute URLs that stand in a text, but for this server's own and the names of XML vocabularies. */
  /** Hosts that are reserved for examples (RFC 2606): nothing is loaded from them. */
  const exampleHost = /https:\/\/(?:[a-z]+\.)*example\.com\b/g

  /** A name in XML, and no address that anything asks */
  const xmlNamespace = /http:\/\/www\.w3\.org\/2000\/09\/xmldsig#/g

  const elsewhere = (text: string): string[] =>
    (text.match(/(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'<>]*/gi) ?? []).filter(
      (found) => !found.startsWith(url),
    )

  test('is a page that needs nothing from anywhere else', async () => {
    const page = new URL('/docs', url)
    const { status, headers, text: html } = await send(url, 'GET', page.pathname)
    assert.equal(status, 200)
    assert.match(String(headers['content-type']), /^text\/html/)
    assert.deepEqual(elsewhere(html), [])
    assert.match(html, /\/api\/identity\/v1\/openapi\.json/)
    assert.match(html, /\/api\/management\/v1\/openapi\.json/)
    const sources = [...html.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '')
    assert.ok(sources.length > 0)
    for (const source of sources) {
      const part = await send(url, 'GET', new URL(source, page).pathname)
      assert.equal(part.status, 200, source)
      assert.ok(part.text.length > 1_000, source)
    }
  })

  test('is kept by its policy from asking other hosts', async () => {
    const { headers } = await send(url, 'GET', '/docs/')
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none'; script-src 'self';/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.doesNotMatch(policy, /https?:|\*/)
  })

  test('leaves other sites no hold of its window, as all pages do', async () => {
    for (const path of ['/docs', '/docs/problems/PTC-REQ-42901', '/guides/', '/guides/settings', '/users']) {
      const { status, headers } = await send(url, 'GET', path)
      const held = [headers['cross-origin-opener-policy'], headers['cross-origin-resource-policy']]
      assert.deepEqual([status, ...held], [200, 'same-origin', 'same-origin'], path)
      assert.match(String(headers['permissions-policy']), /camera=\(\)/, path)
    }
  })

  test('has no inline script, and no handler in an attribute', async () => {
    const { text: html } = await send(url, 'GET', '/docs')
    const scripts = [...html.matchAll(/<script\b([^>]*)>([^<]*)</g)]
    assert.ok(scripts.length > 0)
    for (const [, attributes, content] of scripts)
      assert.deepEqual([/\bsrc="/.test(attributes ?? ''), content], [true, ''])
    assert.doesNotMatch(html, /\son[a-z]+=|javascript:/i)
  })

  test('describes each API with documents that say how to authenticate', async () => {
    for (const prefix of ['/api/identity/v1', '/api/management/v1']) {
      const { status, body, text } = await send(url, 'GET', `${prefix}/openapi.json`)
      assert.equal(status, 200)
      assert.match(body.openapi, /^3\.1\./)
      assert.deepEqual(body.servers, [{ url: prefix }])
      assert.deepEqual(body.security, [{ accessToken: [] }])
      assert.equal(body.components.securitySchemes.accessToken.scheme, 'bearer')
      assert.deepEqual(elsewhere(text.replaceAll(exampleHost, '').replaceAll(xmlNamespace, '')), [])
      const ids = Object.values<Record<string, { operationId: string; summary: string }>>(body.paths).flatMap((item) =>
        Object.values(item).map(({ operationId, summary }) => {
          assert.ok(summary.length > 10, operationId)
          return operationId
        }),
      )
      assert.equal(new Set(ids).size, ids.length)
      assert.ok(ids.length >= 9)
    }
  })

  test('names what operations take and answer', async () => {
    for (const { prefix } of Object.values(apis)) {
      const { body } = await send(url, 'GET', `${prefix}/openapi.json`)
      const unnamed = JSON.stringify(body.paths).match(/"schema":\{"type":"object".{0,200}/g)
      assert.equal(unnamed, null, `${prefix}: give it a name with component('…') in its schemas file`)
      assert.ok(Object.keys(body.components.schemas).includes('ProblemDetails'))
    }
  })

  test('has a page for each problem, where its type leads', async () => {
    for (const { code, title, status } of Object.values(catalogue)) {
      const { status: answered, headers, text: html } = await send(url, 'GET', `/docs/problems/${code}`)
      assert.equal(answered, 200, code)
      assert.match(String(headers['content-type']), /^text\/html/)
      assert.match(String(headers['content-security-policy']), /default-src 'none'/)
      assert.ok(html.includes(code) && html.includes(`HTTP status ${status}`), code)
      assert.ok(html.includes(title.replaceAll('’', '’')), title)
      assert.deepEqual(
        elsewhere(html).filter((found) => !found.includes('example.com')),
        [],
      )
    }
    const refused = await send(url, 'GET', '/nothing')
    assert.equal((await send(url, 'GET', refused.body.type)).status, 200)
  })

  test('answers 404 for pages that there are not', async () => {
    for (const path of [
      '/docs/problems/PTC-XXX-00000',
      '/docs/problems/',
      '/docs/problems/__proto__',
      '/docs/nothing.js',
    ]) {
      assertProblem(await send(url, 'GET', path), 'path_not_found')
    }
  })
})
