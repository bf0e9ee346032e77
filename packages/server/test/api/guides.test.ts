import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'

describe('The guides at /guides', () => {
  let url: string
  before(async () => {
    ;({ url } = await startTestServer({
      engine: anyEngine,
      environment: { PORTICO_PUBLIC_URL: 'https://id.example.com/portico' },
    }))
  })

  test('are pages that run nothing and load nothing but their stylesheet', async () => {
    const { status, headers, text } = await send(url, 'GET', '/portico/guides/settings')
    assert.equal(status, 200)
    assert.match(String(headers['content-type']), /^text\/html/)
    assert.equal(
      headers['content-security-policy'],
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    assert.match(text, /<h1>Settings<\/h1>/)
    const [, styles = ''] = /<link rel="stylesheet" href="\.\.(\/static\/[^"]+)"/.exec(text) ?? []
    assert.match(String((await send(url, 'GET', `/portico${styles}`)).headers['content-type']), /^text\/css/)
    const zipped = await send(url, 'GET', '/portico/guides/settings', { headers: { 'accept-encoding': 'br' } })
    assert.equal(zipped.headers['content-encoding'], 'br')
  })

  test('have a list, whose links are relative to its folder', async () => {
    const bare = await send(url, 'GET', '/portico/guides')
    assert.deepEqual([bare.status, bare.headers.location], [302, '/portico/guides/'])
    assert.match((await send(url, 'GET', '/portico/guides/')).text, /<a href="settings">Settings<\/a>/)
  })

  test('are only those that there are', async () => {
    for (const path of [
      '/guides/nothing',
      '/guides/..%2findex',
      '/guides/index',
      '/guides/settings.html',
      '/guides/architecture',
    ])
      assert.equal((await send(url, 'GET', `/portico${path}`)).status, 404, path)
  })
})
