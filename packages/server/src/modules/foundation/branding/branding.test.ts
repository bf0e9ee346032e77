import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { onBothEngines } from '@portico/testing/databases.ts'
import { addOrganization, openElsewhere, sendTo } from '@portico/testing/organizations.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { getBranding } from './get-branding.ts'
import { readLogo } from './read-logo.ts'
import { replaceBranding } from './replace-branding.ts'

const path = '/api/management/v1/branding'
const none = { name: null, primaryColor: null, logo: null }

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
}

/** A PNG with these sides, whose checksums nobody looks at */
function png(width: number, height: number, more = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(more)),
    more,
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const urlOf = (bytes: Buffer, type = 'image/png'): string => `data:${type};base64,${bytes.toString('base64')}`

onBothEngines('branding', (engine) => {
  let server: TestServer
  let caller: Caller
  let send: ReturnType<typeof sendTo>
  before(async () => {
    server = await startTestServer({ engine })
    caller = await server.caller('Organization management > Manage organization')
    send = sendTo(server, 'localhost')
  })

  test('is Portico’s until it is set, and shown to everybody', async () => {
    assert.deepEqual((await caller.call('GET', path)).body, none)
    const { organizationName, branding } = (await send('GET', '/portal/state')).body
    assert.deepEqual(branding, { name: organizationName, primaryColor: null, logoPath: null })
    assertProblem(await send('GET', '/portal/logo'), 'path_not_found')

    const logo = png(64, 64)
    const set = { name: 'Müller & Söhne', primaryColor: '#c2255c', logo: urlOf(logo) }
    assert.equal((await caller.call('PUT', path, set)).status, 204)
    assert.deepEqual((await caller.call('GET', path)).body, set)
    const shown = (await send('GET', '/portal/state')).body.branding
    assert.deepEqual([shown.name, shown.primaryColor], [set.name, set.primaryColor])
    const answer = await server.app.inject({ method: 'GET', url: shown.logoPath, headers: { host: 'localhost' } })
    assert.deepEqual(answer.rawPayload, logo)
    assert.equal(answer.headers['content-type'], 'image/png')
    assert.match(String(answer.headers['cache-control']), /immutable/)
    assert.match(String(answer.headers['content-security-policy']), /sandbox/)
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    const other = await server.app.inject({
      method: 'GET',
      url: '/portal/logo?v=x&v=y',
      headers: { host: 'localhost' },
    })
    assert.equal(other.headers['cache-control'], 'no-cache')

    const trail = '/api/management/v1/audit-entries?action=organization.updated'
    const { token } = await server.administrator()
    const { results } = (await send('GET', trail, { token })).body
    assert.equal(results.length, 1)
    assert.deepEqual(results[0].oldValues, { branding: none })
    assert.equal(shown.logoPath, `/portal/logo?v=${results[0].newValues.branding.logo}`)
    await caller.call('PUT', path, set)
    assert.equal((await send('GET', trail, { token })).body.results.length, 1, 'nothing changed')
  })

  test('is written by whoever manages the organization, from the state that they read', async () => {
    const before = await caller.call('GET', path)
    const powerless = await server.caller('User and access management > Manage users')
    assertProblem(await powerless.call('PUT', path, none), 'permission_missing')
    assertProblem(await powerless.call('GET', path), 'permission_missing')
    const { token } = caller
    const headers = { 'if-match': String(before.headers.etag) }
    assert.equal((await send('PUT', path, { token, headers, body: { ...before.body, name: 'Two' } })).status, 204)
    assertProblem(
      await send('PUT', path, { token, headers, body: { ...before.body, name: 'Three' } }),
      'changed_meanwhile',
    )
  })

  test('takes no color and no name but plain ones, and says which field is wrong', async () => {
    for (const wrong of [
      { primaryColor: 'red' },
      { primaryColor: '#fff' },
      { primaryColor: '#ffffff;background:url(//evil.example)' },
      { primaryColor: '#FFFFFF' },
      { name: '' },
      { name: ' ' },
      { name: 'a\u202eb' },
      { logo: 'https://evil.example/logo.png' },
      { logo: 'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+' },
      { more: 1 },
    ]) {
      const answer = await caller.call('PUT', path, { ...none, ...wrong })
      assertProblem(answer, 'invalid_body')
      assert.ok(answer.text.includes(Object.keys(wrong)[0] ?? ''), answer.text)
    }
  })

  test('is one for each organization', async () => {
    const elsewhere = await openElsewhere(server)
    const other = await addOrganization(elsewhere, 'Second', 'second.example.com')
    await replaceBranding(server.context, server.system, { ...none, name: 'Here' })
    assert.deepEqual(await getBranding(elsewhere, other), none)
    await replaceBranding(elsewhere, other, { ...none, primaryColor: '#000000' })
    assert.deepEqual(await getBranding(server.context, server.system), { ...none, name: 'Here' })
  })
})

test('a logo is a small PNG by its bytes, whatever it calls itself', () => {
  assert.ok(Buffer.isBuffer(readLogo(urlOf(png(16, 1_024)))))
  const html = Buffer.from('<html><script>alert(1)</script></html>'.padEnd(60))
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'.padEnd(60))
  for (const [url, words] of [
    [urlOf(html), /is no PNG/],
    [urlOf(svg), /is no PNG/],
    [urlOf(png(64, 64), 'text/html'), /must be a PNG/],
    [urlOf(png(64, 64), 'image/svg+xml'), /must be a PNG/],
    [urlOf(png(64, 64)).replace('image/png', 'image/png;charset=x'), /must be a PNG/],
    [urlOf(png(15, 64)), /each side/],
    [urlOf(png(64, 60_000)), /each side/],
    [urlOf(png(64, 64).subarray(0, 20)), /is no PNG/],
    [urlOf(png(64, 64, Buffer.alloc(65_536, 7))), /65,536 at most/],
    [`${urlOf(png(64, 64))}=`, /must be/],
    [`${urlOf(png(64, 64))}\n`, /must be a PNG/],
    ['', /must be a PNG/],
  ] as const)
    assert.match(String(readLogo(url)), words)
})
