import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testVault } from '@portico/testing/vault.ts'
import { newSignOutState, providerOfState } from '../../../modules/sign-in/federation/sign-out-state.ts'
import { recallSignOut, rememberSignOut } from './pending-sign-out.ts'

const vault = testVault()
const site = { key: 'one', origin: 'https://id.example.com' }
const target = 'https://app.example.com/goodbye'
const providerKey = '0198c3a4-5b6d-7e8f-9a0b-1c2d3e4f5a6b'
const headerOf = (lines: string[]): string => lines.map((line) => line.split(';', 1)[0]).join('; ')

describe('A sign-out that goes on at a provider', () => {
  const state = newSignOutState(providerKey)
  const cookies = headerOf(rememberSignOut(vault, site, { state, target, until: 1_000 }, undefined))
  const recall = (more: Partial<Parameters<typeof recallSignOut>[2]> = {}, where = site) =>
    recallSignOut(vault, where, { state, cookies, now: 0, ...more })

  test('ends after a while, and in another browser, organization or host of the site', () => {
    assert.equal(providerOfState(state), providerKey)
    assert.equal(recall(), target)
    assert.equal(recall({ now: 999 }), target)
    assert.equal(recall({ now: 1_000 }), undefined)
    assert.equal(recall({ cookies: undefined }), undefined)
    assert.equal(recall({}, { ...site, key: 'two' }), undefined)
    // Another host of the site can plant no cookie of this name, nor one beside it.
    assert.match(cookies, /^__Host-portico-sign-out-/)
    assert.equal(recall({ cookies: cookies.replace('__Host-', '') }), undefined)
    assert.equal(recall({ cookies: `${cookies}; ${cookies}` }), undefined)
    const other = newSignOutState(providerKey)
    assert.equal(recall({ state: other, cookies: cookies.replace(state.slice(0, 16), other.slice(0, 16)) }), undefined)
    assert.equal(recall({ cookies: `${cookies.slice(0, -4)}AAAA` }), undefined)
  })

  test('takes the place of one before', () => {
    const later = newSignOutState(providerKey)
    const lines = rememberSignOut(vault, site, { state: later, target, until: 1_000 }, cookies)
    assert.match(lines[0] ?? '', new RegExp(`^__Host-portico-sign-out-${state.slice(0, 16)}=; .*Max-Age=0`))
    assert.equal(lines.length, 2)
  })
})
