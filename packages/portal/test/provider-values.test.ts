import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkProvider, newPair, newProvider, requestOf } from '../src/pages/identity-providers/provider-values.ts'

const saml = (...settings: [name: string, value: string][]) => ({
  ...newProvider(),
  type: 'SAML' as const,
  name: 'Faculty',
  samlConfiguration: [
    ...newProvider().samlConfiguration.map((pair) => ({
      ...pair,
      value: Object.fromEntries(settings)[pair.name] ?? '',
    })),
    ...settings.filter(([name]) => /^metadata/i.test(name)).map(([name, value]) => newPair(name, value)),
  ],
})

test('the lines that the form of a SAML provider begins with stay empty where its metadata are at an address', () => {
  const values = saml(['MetadataURL', 'https://idp.example.com/metadata'], ['certificate', 'MIIC'])
  assert.deepEqual(checkProvider(values, true), {})
  assert.deepEqual(requestOf(values).samlConfiguration, [
    { configName: 'certificate', configValue: 'MIIC' },
    { configName: 'MetadataURL', configValue: 'https://idp.example.com/metadata' },
  ])
  for (const half of [saml(['certificate', 'MIIC']), saml(['metadataUrl', ''])]) {
    assert.match(checkProvider(half, true).samlConfiguration ?? '', /both fields/)
  }
})
