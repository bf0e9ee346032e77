import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { requireProviderUrl } from './require-provider-url.ts'

const isTaken = (url: string): boolean => {
  try {
    requireProviderUrl('url', url)
    return true
  } catch {
    return false
  }
}

describe('The URL of a provider', () => {
  test('is https, or http on the same machine, without credentials and fragment', () => {
    const taken = ['https://idp.example.com', 'https://idp.example.com:8443/a?b=/c', 'HTTPS://münchen.example/ü']
    const local = ['http://localhost:8080/a', 'http://127.0.0.1', 'https://[::1]:8443/']
    const host = `https://${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example:65535/`
    for (const url of [...taken, ...local, host]) assert.ok(isTaken(url), url)
    const broken = ['', 'https', 'https://', 'https:///a', 'idp.example.com', 'https://a b', 'ftp://idp.example.com']
    const refused = ['http://idp.example.com', 'https://a:b@idp.example.com', 'https://idp.example.com/#a']
    for (const url of [...broken, ...refused]) assert.ok(!isTaken(url), url)
  })

  test('is refused at once where its host is longer than any', async () => {
    const letters = String.fromCodePoint(...Array.from({ length: 5_000 }, (_, number) => 0x4e00 + number))
    const milliseconds = await threadTime(() => {
      // As many as a body may hold
      for (let n = 0; n < 60; n++) assert.ok(!isTaken(`https://${letters}/`))
    })
    assert.ok(milliseconds < 100, `${milliseconds} ms`)
  })
})
