import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { MessageDescriptor } from '@lingui/core'
import { pageI18n } from '../src/components/language/page-language.ts'
import { providerPresets } from '../src/pages/identity-providers/provider-presets.ts'

const page = readFileSync(new URL('../../../docs/external-providers.md', import.meta.url), 'utf8')

test('the page on external providers has what the presets fill in, and a part on each', () => {
  const rows = page.split('\n').filter((line) => line.includes('.well-known/openid-configuration` |'))
  const wordsOf = (text: MessageDescriptor): string => pageI18n()._(text)
  const known = providerPresets.flatMap(({ label, asked, discoveryUrl, subtype, emailTrustType }) => {
    const url = discoveryUrl?.(asked.map(({ name }) => name.toUpperCase()))
    return url ? [`| ${wordsOf(label)} | \`${url}\` | \`${subtype}\` | \`${emailTrustType}\` |`] : []
  })
  assert.deepEqual(rows, known)
  for (const { label, asked } of providerPresets) {
    const part = page.split(/^## /m).find((text) => text.startsWith(`${wordsOf(label)}\n`))
    assert.ok(part, wordsOf(label))
    for (const { label: field } of asked.filter(({ name }) => name === 'tenant'))
      assert.ok(part.includes(`*${wordsOf(field)}*`), wordsOf(field))
  }
})
