import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSettings, type SettingsFormValues } from '../src/pages/sign-in-settings/settings-form-values.ts'

test('a wrong length of sessions is no bound of the idle time', () => {
  const check = (sessionMinutes: string, idleMinutes: string) =>
    checkSettings({ sessionMinutes, idleMinutes, recentSignInMinutes: 5 } as unknown as SettingsFormValues)
  assert.deepEqual(check('1', '30'), { sessionMinutes: 'Enter a number of minutes from 15 to 720.' })
  assert.deepEqual(check('60', '61'), { idleMinutes: 'Enter a number of minutes from 5 to 60.' })
  assert.deepEqual(check('60', '60'), {})
})
