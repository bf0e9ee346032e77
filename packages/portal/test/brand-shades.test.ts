import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { brandShades, contrast, parse } from '../src/components/branding/brand-shades.ts'

const backgrounds = { light: ['#ffffff', '#f6f7f9'], dark: ['#191c22', '#111317'] }
const color = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)

test('every color gives buttons and links that can be read, in light and in dark', () => {
  fc.assert(
    fc.property(color, fc.constantFrom('light' as const, 'dark' as const), (color, scheme) => {
      const { filled, hover, on, tint, tintHover, onTint } = brandShades(color, scheme)
      for (const around of backgrounds[scheme]) {
        assert.ok(contrast(parse(filled), parse(around)) >= 3, `${filled} on ${around}`)
      }
      for (const behind of [...backgrounds[scheme], tint, tintHover])
        assert.ok(contrast(parse(onTint), parse(behind)) >= 4.5, `${onTint} on ${behind}`)
      for (const behind of [filled, hover]) assert.ok(contrast(parse(on), parse(behind)) >= 4.5, `${on} on ${behind}`)
    }),
    { numRuns: 1_000 },
  )
})

test('a color that can be read stays what it is', () => {
  assert.equal(brandShades('#1864ab', 'light').filled, '#1864ab')
  assert.equal(brandShades('#74c0fc', 'dark').filled, '#74c0fc')
  assert.notEqual(brandShades('#ffcc00', 'light').filled, '#ffcc00')
  assert.notEqual(brandShades('#000000', 'dark').filled, '#000000')
})

test('black in dark, and white in light, are as clear as text, and not like what is out of use', () => {
  for (const [color, scheme] of [
    ['#050505', 'dark'],
    ['#fafafa', 'light'],
  ] as const) {
    const { filled, onTint } = brandShades(color, scheme)
    for (const around of backgrounds[scheme]) {
      for (const shade of [filled, onTint]) assert.ok(contrast(parse(shade), parse(around)) >= 9, shade)
    }
  }
})
