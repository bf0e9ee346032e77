import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinNames } from '../src/components/values/join-names.ts'

test('a name that changes the direction of text changes nothing of those beside it, and missing ones are left out', () => {
  assert.equal(joinNames(['Dispatcher', undefined, '', 'Shop', null]), 'Dispatcher · Shop')
  assert.equal(joinNames(['\u202eDispatcher', 'Shop']), '\u2068\u202eDispatcher\u2069 · Shop')
})
