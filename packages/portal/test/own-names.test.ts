import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { actorName } from '../src/components/values/actor-name.ts'
import { providerName } from '../src/components/values/provider-name.ts'
import { targetName } from '../src/components/values/target-name.ts'

const server = join(import.meta.dirname, '../../server/src')

describe('names of Portico’s own', () => {
  test('are in words of the page, whatever acts without a person', () => {
    const acting = globSync('**/*.ts', { cwd: server })
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(join(server, file), 'utf8').matchAll(/systemPrincipal\([^()]+, '([^']+)'\)/g),
      ])
      .map(([, name = '']) => name)
    assert.ok(acting.length >= 5, String(acting))
    for (const name of acting) assert.notEqual(actorName({ type: 'system', name }), name)
    assert.equal(actorName({ type: 'system', name: 'set-up link' }), 'Set-up link')
    assert.equal(actorName({ type: 'system', name: 'constructor' }), 'constructor')
    assert.equal(actorName({ type: 'system', name: 'portico keys rotate' }), 'Command “portico keys rotate”')
    assert.equal(actorName({ type: 'anonymous', name: 'Anonymous' }), 'Unknown caller')
  })

  test('are not taken for those that a person has typed', () => {
    assert.equal(actorName({ type: 'user', name: 'set-up link' }), 'set-up link')
    assert.equal(providerName({ key: '1', type: 'OIDC', name: 'Built-in' }), 'Built-in')
    assert.equal(targetName({ type: 'group', key: '1', name: 'Sign-in settings' }), 'Sign-in settings')
    assert.equal(targetName({ type: 'mail-settings', key: '1', name: 'mail.example' }), 'mail.example')
  })

  test('name what failures were about where it was nobody, or several', () => {
    assert.equal(targetName({ type: 'user', key: 'unknown', name: null }), 'Unknown')
    assert.equal(targetName({ type: 'api-client', key: 'several', name: null }), 'Several')
    assert.equal(targetName({ type: 'session', key: '1', name: null }), null)
  })
})
